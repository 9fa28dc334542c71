import { expect, test } from 'vitest';
import { carryOver } from './carry-over.ts';
import type { HuntedActor } from './hunted-program.ts';

const [a, b, c]: [HuntedActor, HuntedActor, HuntedActor] = [
  { realm: 0, calls: ['session'] },
  { realm: 0, calls: ['user'] },
  { realm: 1, calls: ['session'] },
];
const schedule = ['A', 'B', 'kill-app', 'C:1/1', 'B:2!lost', 'app-again'];

test('steps of an actor that is gone are left out, and the others have the names that actors now have', () => {
  expect(carryOver(schedule, [a, b, c], [b, c])).toEqual(['A', 'kill-app', 'B:1/1', 'A:2!lost', 'app-again']);
});

test.each([
  ['with the same actors', [a, b, c]],
  ['with another call', [a, { realm: 0, calls: ['session'] }, c] as HuntedActor[]],
  ['with one more', [a, b, c, a]],
])('the schedule of a program %s stays as it is', (_, actors) => {
  expect(carryOver(schedule, [a, b, c], actors)).toEqual(schedule);
});
