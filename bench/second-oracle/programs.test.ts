import fc from 'fast-check';
import { expect, test } from 'vitest';
import { playableOn, type TriedProgram, triedPrograms } from './programs.ts';
import type { View } from './view.ts';

const because = { refreshToken: 'honoured', refusals: [] } as const;
const IN: View = { kind: 'signed-in', username: 'alice', owner: 'alice', storedAs: 'alice', because };
const FAILS: View = { kind: 'fails', error: 'X', because };

function drawn(staysInPool: boolean): TriedProgram {
  const [program] = fc.sample(triedPrograms, { seed: 1, numRuns: 1 });
  if (!program) throw new Error('nothing was drawn');
  return { ...program, staysInPool, hunted: { ...program.hunted, storage: 'mmkv', rotation: 10 } };
}

test.each([
  ['goes on', { atOnce: IN, later: IN }, false, { storage: 'mmkv', rotation: 10 }],
  [
    'loses the session sooner or later',
    { atOnce: IN, later: FAILS },
    false,
    { storage: 'mmkv', rotation: 'off' },
  ],
  [
    'loses it, for one program in eight',
    { atOnce: IN, later: FAILS },
    true,
    { storage: 'mmkv', rotation: 10 },
  ],
  ['cannot read the storage', { atOnce: FAILS, later: FAILS }, true, { storage: 'fifo', rotation: 'off' }],
])('where the quiet world %s', (_, quiet, staysInPool, expected) => {
  expect(playableOn(quiet, drawn(staysInPool)).hunted).toMatchObject(expected);
});
