import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccessMode, AccessSet, conflict } from './access-set.ts';

const MODES: readonly AccessMode[] = ['read', 'update', 'write'];

test('what is added never weakens an access: all that conflicted with a part conflicts with the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MODES), { minLength: 1, maxLength: 4 }), (added) => {
      const set = new AccessSet();
      for (const mode of added) set.add(mode, 'x');
      const whole = set.all.get('x') ?? 'read';

      for (const other of MODES) {
        if (added.some((mode) => conflict(mode, other))) expect(conflict(whole, other)).toBe(true);
      }
    }),
  );
});

test('reads commute with reads and updates with updates; nothing else does', () => {
  const commuting = MODES.flatMap((one) =>
    MODES.flatMap((other) => (conflict(one, other) ? [] : [`${one} ${other}`])),
  );

  expect(commuting).toEqual(['read read', 'update update']);
});

test('accesses of a part are added under the names of the whole', () => {
  const set = new AccessSet();
  set.add('read', 'heap:app:x');

  set.addAll(new Map([['x', 'write']]), 'heap:app:');

  expect([...set.all]).toEqual([['heap:app:x', 'write']]);
});
