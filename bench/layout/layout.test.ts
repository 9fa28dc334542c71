import { describe, expect, test } from 'vitest';
import { CODE_ROOT } from '../../host/code-root.ts';
import { type Arrow, arrowsIn, roomOf } from './arrows.ts';
import { ROOMS } from './rooms.ts';

const arrows = arrowsIn(CODE_ROOT);

describe('the house', () => {
  test('has no room that the order of rooms does not name', () => {
    const rooms = new Set(arrows.flatMap(({ from, to }) => [from, to]));

    expect([...rooms].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  test('has imports of earlier rooms only', () => {
    const back = arrows.filter(({ from, to }) => ROOMS.indexOf(to) > ROOMS.indexOf(from));

    expect(back.flatMap((arrow: Arrow) => arrow.imports)).toEqual([]);
  });

  test('has arrows at all', () => {
    expect(arrows).toContainEqual(expect.objectContaining({ from: 'harness/simulation', to: 'fakes' }));
    expect(roomOf('harness/simulation/world/world.ts')).toBe('harness/simulation');
  });
});
