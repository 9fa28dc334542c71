import { describe, expect, it } from 'vitest';
import { mixed, result } from '../fixtures.ts';
import { formatMarkdown } from './markdown.ts';

describe('formatMarkdown', () => {
  it('shows verdicts as a table', () => {
    expect(`\n${formatMarkdown([result()])}`).toMatchInlineSnapshot(`
      "
      ## amplify-race

      | scenario | release | verdict | executions | classes | time |
      |---|---|---|--:|--:|--:|
      | concurrent-refresh (calls=3 storage=fifo rotation=off grace=0) | installed (6.22.1) | ✅ survives (sampled 2,000) | 2,000 | 412 | 4.8 s |

      No finding in 1 check: 1 survived.
      1 release x 1 scenario, 2,000 executions in 4.8 s, seed 42
      "
    `);
  });

  it('folds each distinct finding away', () => {
    const text = formatMarkdown(mixed);

    expect(text.match(/<details>/g)).toHaveLength(1);
    expect(text).toContain(
      '<summary>❌ refresh token gone although every call succeeded (concurrent-refresh on 6.6.6)',
    );
  });
});
