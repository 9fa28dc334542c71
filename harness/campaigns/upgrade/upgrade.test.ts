import { expect, test } from 'vitest';
import { COUNTERS_QUESTION, LOSING, SOUND, tinyJudge } from '../../checking/verdicts/fixtures.ts';
import type { TinyCalls } from '../../simulation/fixtures.ts';
import { judgeUpgrade } from './upgrade.ts';

const options = { threads: 1, signal: new AbortController().signal };

async function upgrade(
  releases: Readonly<Record<string, TinyCalls | undefined>>,
  ends: { from: string[]; to: string[] },
) {
  const { judge } = await tinyJudge(releases);
  const comparisons = await judgeUpgrade(judge, [COUNTERS_QUESTION], ends, options);
  return comparisons.map(({ from, to, changes }) => [from, to, ...changes.map(({ kind }) => kind)]);
}

test('an old release is compared with each new one', async () => {
  const releases = { '6.0.0': LOSING, '6.1.0': LOSING, '6.2.0': SOUND };

  expect(await upgrade(releases, { from: ['6.0.0'], to: ['6.1.0', '6.2.0'] })).toEqual([
    ['6.0.0', '6.1.0', 'still-failing'],
    ['6.0.0', '6.2.0', 'fixed'],
  ]);
});

test('what breaks has its trace and the command that shows it', async () => {
  const { judge } = await tinyJudge({ '6.0.0': SOUND, '6.1.0': LOSING });

  const [comparison] = await judgeUpgrade(
    judge,
    [COUNTERS_QUESTION],
    { from: ['6.0.0'], to: ['6.1.0'] },
    options,
  );

  expect(comparison?.changes).toMatchObject([
    {
      kind: 'broken',
      scenario: 'counters',
      finding: {
        trace: expect.stringContaining('counters-6.1.0-'),
        replay: expect.stringContaining('/6.1.0/'),
      },
      before: { verdict: 'survives' },
      after: { verdict: 'fails' },
    },
  ]);
});

test('a release that the search of few executions clears is not called better than it is', async () => {
  const blind = await tinyJudge({ '6.0.0': LOSING }, { runs: 1 });
  const { judge } = await tinyJudge({ '6.1.0': LOSING });
  const both = {
    judge: (question: typeof COUNTERS_QUESTION, amplify: string) =>
      (amplify === '6.0.0' ? blind.judge : judge).judge(question, amplify),
  };

  const [comparison] = await judgeUpgrade(
    both as unknown as typeof judge,
    [COUNTERS_QUESTION],
    { from: ['6.0.0'], to: ['6.1.0'] },
    options,
  );

  expect(comparison?.changes).toMatchObject([{ kind: 'still-failing', before: { verdict: 'survives' } }]);
});

test('a release that cannot be had is an error', async () => {
  await expect(upgrade({ '6.0.0': SOUND }, { from: ['6.0.0'], to: ['6.1.0'] })).rejects.toThrow(
    /^6\.1\.0 cannot be judged\. aws-amplify 6\.1\.0 cannot be loaded/,
  );
});
