import { expect, test } from 'vitest';
import type { Executed } from '../../simulation/execution/execute.ts';
import { call } from '../../simulation/invariants/fixtures.ts';
import type { HuntedProgram } from './hunted-program.ts';
import { Suspicions } from './suspicions.ts';

const VIOLATION = { invariant: 'calls-settle', symptom: 'it hangs', message: 'it hangs' };
const PROGRAM: HuntedProgram = {
  actors: [{ realm: 0, calls: ['session'] }],
  platform: 'react-native',
  storage: 'fifo',
  signedIn: 'expired',
  rotation: 'off',
  boot: 'finished',
  clock: 'right',
  realms: 1,
  devices: 1,
  killed: undefined,
  fault: undefined,
};

/** A failing execution in which these calls took part: that is its circumstances. */
function executed(...apis: string[]): Executed {
  return { calls: apis.map((api) => call(api)), steps: [] } as unknown as Executed;
}

test('the first failure of its kind is looked into', () => {
  expect(new Suspicions().add(VIOLATION, PROGRAM, executed('a'))).toBe(true);
});

test('another in the same circumstances is not', () => {
  const suspicions = new Suspicions();
  suspicions.add(VIOLATION, PROGRAM, executed('a'));
  suspicions.settle(VIOLATION, { isNew: true });

  expect(suspicions.add(VIOLATION, PROGRAM, executed('a'))).toBe(false);
  expect(suspicions.add(VIOLATION, { ...PROGRAM, realms: 2 }, executed('a'))).toBe(true);
});

test('another way to fail is', () => {
  const suspicions = new Suspicions();
  suspicions.add(VIOLATION, PROGRAM, executed('a'));
  suspicions.settle(VIOLATION, { isNew: true });

  expect(suspicions.add({ ...VIOLATION, symptom: 'it fails' }, PROGRAM, executed('a'))).toBe(true);
});

test('where looking into it led to nothing new, it takes twice as many new circumstances the next time', () => {
  const suspicions = new Suspicions();
  suspicions.add(VIOLATION, PROGRAM, executed('a'));
  suspicions.settle(VIOLATION, { isNew: false });

  expect(['b', 'c'].map((api) => suspicions.add(VIOLATION, PROGRAM, executed(api)))).toEqual([false, true]);
  suspicions.settle(VIOLATION, { isNew: false });
  expect(['d', 'e', 'f', 'g'].map((api) => suspicions.add(VIOLATION, PROGRAM, executed(api)))).toEqual([
    ...[false, false, false, true],
  ]);
});
