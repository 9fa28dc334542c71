import { describe, expect, it } from 'vitest';
import type { Result } from '../../results/types.ts';
import { mixed, result } from '../fixtures.ts';
import { formatJson } from './json.ts';

describe('formatJson', () => {
  it('holds the results as they are', () => {
    expect(JSON.parse(formatJson(mixed))).toEqual({ schema: 'amplify-race/report@1', results: mixed });
  });

  it('gives the same bytes whatever the order of keys', () => {
    const results = mixed.map(
      (one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as Result,
    );

    expect(formatJson(results)).toBe(formatJson(mixed));
  });

  it('puts first what one reads first', () => {
    expect(formatJson([result({ options: { storage: 'fifo', calls: 3 } })])).toMatchInlineSnapshot(`
      "{
        "schema": "amplify-race/report@1",
        "results": [
          {
            "scenario": "concurrent-refresh",
            "title": "several calls find the access token expired at once",
            "options": {
              "calls": 3,
              "storage": "fifo"
            },
            "amplify": "installed (6.22.1)",
            "version": "6.22.1",
            "strategy": "random",
            "verdict": "survives",
            "coverage": "sampled",
            "complete": true,
            "interrupted": false,
            "executions": 2000,
            "classes": 412,
            "failing": 0,
            "judged": [
              {
                "invariant": "session-survives",
                "inForce": 2000,
                "of": 2000
              },
              {
                "invariant": "sign-in-holds",
                "inForce": 0,
                "of": 2000
              }
            ],
            "seed": 42,
            "durationMs": 4812,
            "steps": {
              "min": 58,
              "median": 62,
              "max": 91
            },
            "findings": []
          }
        ]
      }
      "
    `);
  });

  it('escapes what a terminal would obey, and gives it back when read', () => {
    const title = 'a\u009b2J\u202e\u{e0001}b';

    const text = formatJson([result({ title })]);

    expect(text).toContain(String.raw`a\u009b2J\u202e\udb40\udc01b`);
    expect(JSON.parse(text).results[0].title).toBe(title);
  });
});
