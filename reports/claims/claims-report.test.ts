import pico from 'picocolors';
import { expect, test } from 'vitest';
import type { ClaimFigure } from '../../results/claims.ts';
import { formatClaims } from './claims-report.ts';

test('a claim has its verdict, the reason and a row for each figure', () => {
  const figure: ClaimFigure = {
    amplify: '6.6.6',
    version: '6.6.6',
    setting: 'as it is',
    advised: false,
    coverage: 'sampled',
    executions: 2000,
    losing: 91,
    silent: 0,
    inconclusive: 0,
  };

  const text = formatClaims(
    [
      {
        id: 'C4',
        claim: 'fixed',
        scenarios: ['concurrent-refresh'],
        verdict: 'does not hold',
        because: '6.7.0 loses it',
        figures: [figure, { ...figure, sign: { losing: 91, others: 0 } }],
      },
    ],
    { width: 100, colors: pico.createColors(false) },
  );

  expect(text).toContain('C4: fixed\n✗ does not hold in concurrent-refresh: 6.7.0 loses it');
  expect(text).toMatch(/│ 6\.6\.6 +│ as it is +│ +91 │ 2,000 │ +4\.5% │/);
});

const figure: ClaimFigure = {
  amplify: 'installed (6.22.1)',
  version: '6.22.1',
  setting: 'flaky, signs in again',
  advised: false,
  coverage: 'sampled',
  executions: 2000,
  losing: 91,
  silent: 90,
  firstLoss: 1234,
  refreshesADay: 288,
  inconclusive: 0,
};

function tableOf(...figures: ClaimFigure[]): string[] {
  const claim = { id: 'C4', claim: 'fixed', scenarios: ['concurrent-refresh'], because: 'so' };
  const text = formatClaims([{ ...claim, verdict: 'holds', figures }], {
    width: 100,
    colors: pico.createColors(false),
  });
  return text.split('\n').filter((line) => /^[┌│]/.test(line));
}

test('columns about which no figure says anything are left out', () => {
  const { firstLoss: _, refreshesADay: __, ...plain } = figure;

  expect(tableOf({ ...plain, losing: 0, silent: 0 })[1]).toMatch(
    /^│ release +│ setting +│ lost │ +of │ share │ covered │$/,
  );
  expect(tableOf(figure)[1]).toMatch(/ silent │ first │ a day │ covered/);
});

test('a sign shows in a share of those that lose and of those that do not', () => {
  const lines = tableOf({ ...figure, executions: 200, losing: 50, sign: { losing: 25, others: 15 } });

  expect(lines.join('\n')).toMatch(/│ +50% │ +10% │/);
});

test('every interleaving has no share of losses', () => {
  expect(tableOf({ ...figure, coverage: 'exhausted' }).join('\n')).not.toContain('%');
});

test('a table fits into 100 columns', () => {
  const { refreshesADay: _, ...usual } = figure;

  for (const line of tableOf(usual)) expect(line.length).toBeLessThanOrEqual(100);
});
