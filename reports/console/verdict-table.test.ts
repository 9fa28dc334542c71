import pico from 'picocolors';
import { describe, expect, it } from 'vitest';
import { mixed, result } from '../fixtures.ts';
import { lengthOf } from '../text/wrap.ts';
import { formatVerdictTable } from './verdict-table.ts';

const colors = pico.createColors(false);

describe('formatVerdictTable', () => {
  it('shows each result under its scenario', () => {
    expect(`\n${formatVerdictTable(mixed, { width: 110, colors })}`).toMatchInlineSnapshot(`
      "
      ┌──────────────────────┬───────────────────────────────────────┬────────────┬─────────┬─────────────┬────────┐
      │ release              │ verdict                               │ executions │ classes │       steps │   time │
      │                      │                                       │            │         │ min/med/max │        │
      ├──────────────────────┴───────────────────────────────────────┴────────────┴─────────┴─────────────┴────────┤
      │ concurrent-refresh: several calls find the access token expired at once (calls=3 storage=fifo rotation=off │
      │ grace=0)                                                                                                   │
      │   6.6.6              │ ✗ fails in 143 (7.2%)                 │      2,000 │   1,385 │   60/97/131 │  5.2 s │
      │   6.7.0              │ ✗ fails in 91 (4.5%)                  │      2,000 │   1,385 │   60/97/131 │  5.2 s │
      │   installed (6.22.1) │ ✓ survives (sampled 2,000)            │      2,000 │     412 │    58/62/91 │  4.8 s │
      │ sign-out-during-refresh: the user signs out while a refresh is on its way (storage=fifo)                   │
      │   installed (6.22.1) │ ✓ survives (exhaustive, 640 classes)  │        640 │     640 │    58/62/91 │ 934 ms │
      │   6.6.6              │ ? inconclusive: uncontrolled: two     │      1,204 │     412 │    58/62/91 │  4.8 s │
      │                      │   runs of the same schedule differ    │            │         │             │        │
      │                      │   from step 31 on                     │            │         │             │        │
      └──────────────────────┴───────────────────────────────────────┴────────────┴─────────┴─────────────┴────────┘"
    `);
  });

  it('leaves out what matters least on a narrow terminal', () => {
    expect(`\n${formatVerdictTable(mixed, { width: 72, colors })}`).toMatchInlineSnapshot(`
      "
      ┌──────────────────────┬──────────────────────────────────┬────────────┐
      │ release              │ verdict                          │ executions │
      ├──────────────────────┴──────────────────────────────────┴────────────┤
      │ concurrent-refresh: several calls find the access token expired at   │
      │ once (calls=3 storage=fifo rotation=off grace=0)                     │
      │   6.6.6              │ ✗ fails in 143 (7.2%)            │      2,000 │
      │   6.7.0              │ ✗ fails in 91 (4.5%)             │      2,000 │
      │   installed (6.22.1) │ ✓ survives (sampled 2,000)       │      2,000 │
      │ sign-out-during-refresh: the user signs out while a refresh is on    │
      │ its way (storage=fifo)                                               │
      │   installed (6.22.1) │ ✓ survives (exhaustive, 640      │        640 │
      │                      │   classes)                       │            │
      │   6.6.6              │ ? inconclusive: uncontrolled:    │      1,204 │
      │                      │   two runs of the same schedule  │            │
      │                      │   differ from step 31 on         │            │
      └──────────────────────┴──────────────────────────────────┴────────────┘"
    `);
  });

  it('gathers a scenario whose results come apart', () => {
    const other = result({ scenario: 'sign-out-during-refresh' });

    const table = formatVerdictTable([result(), other, result({ amplify: '6.6.6' })], { width: 110, colors });

    expect(table.match(/concurrent-refresh:/g)).toHaveLength(1);
  });

  it('wraps a release named by a long path', () => {
    const copy = result({ amplify: `file:${'packages/'.repeat(20)}amplify` });

    const lines = formatVerdictTable([copy], { width: 110, colors }).split('\n');

    expect(Math.max(...lines.map(lengthOf))).toBeLessThanOrEqual(110);
  });
});
