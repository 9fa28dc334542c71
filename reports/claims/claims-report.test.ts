import pico from 'picocolors';
import { expect, test } from 'vitest';
import type { ClaimFigure } from '../../harness/results/claims.ts';
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
