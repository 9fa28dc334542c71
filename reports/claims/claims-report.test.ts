import pico from 'picocolors';
import { expect, test } from 'vitest';
import { formatClaims } from './claims-report.ts';

test('a claim has its verdict, the reason and a row for each figure', () => {
  const figure = { amplify: '6.6.6', version: '6.6.6', setting: 'as it is', mitigated: false };

  const text = formatClaims(
    [
      {
        id: 'C4',
        claim: 'fixed',
        scenario: 'concurrent-refresh',
        verdict: 'does not hold',
        because: '6.7.0 loses it',
        figures: [{ ...figure, executions: 2000, losing: 91, inconclusive: 0 }],
      },
    ],
    { width: 100, colors: pico.createColors(false) },
  );

  expect(text).toContain('C4: fixed\n✗ does not hold in concurrent-refresh: 6.7.0 loses it');
  expect(text).toMatch(/│ 6\.6\.6 +│ as it is +│ +91 │ 2,000 │ +4\.5% │/);
});
