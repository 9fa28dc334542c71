import fc from 'fast-check';
import { expect, test } from 'vitest';
import { playableOn, type TriedProgram, triedPrograms } from './programs.ts';
import type { View } from './view.ts';

const because = { refreshToken: 'honoured', refusals: [] } as const;
const IN: View = { kind: 'signed-in', username: 'alice', owner: 'alice', storedAs: 'alice', because };
const FAILS: View = { kind: 'fails', error: 'X', because };

function drawn(staysInPool: boolean, fault: TriedProgram['hunted']['fault']): TriedProgram {
  const [program] = fc.sample(triedPrograms, { seed: 1, numRuns: 1 });
  if (!program) throw new Error('nothing was drawn');
  return { ...program, staysInPool, hunted: { ...program.hunted, storage: 'mmkv', rotation: 10, fault } };
}

const GOES_ON = { atOnce: IN, later: IN };
const LOSES_IT = { atOnce: IN, later: FAILS };
const ROTATES = { storage: 'mmkv', rotation: 10 };
const DOES_NOT = { storage: 'mmkv', rotation: 'off' };

test.each([
  ['where the user of the quiet world goes on', GOES_ON, false, undefined, ROTATES],
  ['where the user loses the session sooner or later', LOSES_IT, false, undefined, DOES_NOT],
  ['where that may be, for one program in eight', LOSES_IT, true, undefined, ROTATES],
  ['where it may be, and a clock jumps', LOSES_IT, true, 'clock-back', DOES_NOT],
  [
    'where the release cannot read the storage',
    { atOnce: FAILS, later: FAILS },
    true,
    undefined,
    { storage: 'fifo', rotation: 'off' },
  ],
] as const)('what is played %s', (_, quiet, staysInPool, fault, expected) => {
  expect(playableOn(quiet, drawn(staysInPool, fault)).hunted).toMatchObject(expected);
});
