import { expect, test } from 'vitest';
import type { Disagreement } from './disagreement.ts';
import { tableOf } from './table.ts';
import { add, noTotals } from './totals.ts';
import type { Trial } from './try-program.ts';
import type { View } from './view.ts';

const because = { refreshToken: 'honoured', refusals: [] } as const;
const WELL: View = { kind: 'signed-in', username: 'alice', owner: 'alice', storedAs: 'alice', because };
const REFUSED: View = {
  kind: 'fails',
  error: 'X',
  because: { refreshToken: 'honoured', refusals: ['InitiateAuth/X'] },
};
const LOSS: Disagreement = {
  code: 'loss-not-judged',
  device: 'phone',
  right: { kind: 'signed-in', username: 'alice', since: 'start' },
  views: { atOnce: WELL, later: REFUSED },
  quiet: [{ atOnce: WELL, later: REFUSED }],
};

function trial(facts: Partial<Trial>): Trial {
  return { steps: 9, devices: ['known'], disagreements: [], broken: [], ...facts };
}

test('the table counts by code, and shows of each unexplained kind the example with the fewest steps', () => {
  const totals = noTotals();
  const where = (number: number) => ({ amplify: '6.6.6', program: `program ${number}`, number });

  add(totals, trial({ devices: ['known', 'acts-overlap'] }), where(0));
  add(totals, trial({ disagreements: [{ ...LOSS, asInQuiet: ['later'] }] }), where(1));
  add(totals, trial({ disagreements: [LOSS], broken: ['calls-settle: hangs'] }), where(2));
  add(totals, trial({ disagreements: [LOSS], broken: ['calls-settle: hangs'], steps: 5 }), where(3));

  expect(tableOf(totals)).toBe(
    `4 programs, 5 devices: 4 compared in full (80.0%)
Right unknown, compared for a mix of users alone; or left out:
     1  acts-overlap
1 disagreements explained by the quiet world:
     1  loss-not-judged on 6.6.6, as-in-quiet-world; later: fails/X refresh-token-honoured InitiateAuth/X
2 disagreements unexplained:
     2  loss-not-judged on 6.6.6; right: signed-in; atOnce: signed-in refresh-token-honoured; later: fails/X refresh-token-honoured InitiateAuth/X; broken: calls-settle
        program 3: program 3
        broke calls-settle: hangs`,
  );
});
