import { describe, expect, it } from 'vitest';
import type { Result } from '../../results/types.ts';
import { failed, lostRefreshToken, mixed, result } from '../fixtures.ts';
import { formatJUnit } from './junit.ts';

describe('formatJUnit', () => {
  it('makes a suite of a scenario and a case of a release', () => {
    const results = [
      result(),
      result({ amplify: '6.6.6', verdict: 'inconclusive', reason: 'a "real" timer' }),
    ];

    expect(`\n${formatJUnit(results)}`).toMatchInlineSnapshot(`
      "
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="amplify-race" tests="2" failures="0" errors="1" time="9.624">
      <testsuite name="concurrent-refresh (calls=3 storage=fifo rotation=off grace=0)" tests="2" failures="0" errors="1" time="9.624">
      <testcase classname="concurrent-refresh (calls=3 storage=fifo rotation=off grace=0)" name="aws-amplify installed (6.22.1)" time="4.812">
      <system-out>survives (sampled 2,000); strategy random, seed 42</system-out>
      </testcase>
      <testcase classname="concurrent-refresh (calls=3 storage=fifo rotation=off grace=0)" name="aws-amplify 6.6.6" time="4.812">
      <error message="inconclusive: a &quot;real&quot; timer"/>
      <system-out>inconclusive: a &quot;real&quot; timer; strategy random, seed 42</system-out>
      </testcase>
      </testsuite>
      </testsuites>
      "
    `);
  });

  it('puts the finding into the failure', () => {
    const xml = formatJUnit([failed]);

    expect(xml).toContain(
      '<failure type="stored-refresh-token-is-newest" message="refresh token gone although every call succeeded">',
    );
    expect(xml).toContain('reads refreshToken -&gt; null');
    expect(xml).toContain(lostRefreshToken.replay);
  });

  it('counts failures and errors', () => {
    expect(formatJUnit(mixed)).toContain('<testsuites name="amplify-race" tests="5" failures="2" errors="1"');
  });

  it('skips a check with known findings only, and fails one with others', () => {
    const other = { ...lostRefreshToken, signature: 'another/symptom', message: 'something else' };
    const isKnown = (_: Result, signature: string) => signature === lostRefreshToken.signature;

    const known = formatJUnit([failed], { isKnown, gone: [] });
    const fresh = formatJUnit([{ ...failed, findings: [lostRefreshToken, other] }], { isKnown, gone: [] });

    expect(known).toContain('tests="1" failures="0" errors="0" skipped="1"');
    expect(known).toContain(`<skipped message="only known findings: ${lostRefreshToken.signature}"/>`);
    expect(known).not.toContain('<failure');
    expect(fresh).toContain('tests="1" failures="1" errors="0" time');
    expect(fresh).toContain('message="something else"');
    expect(fresh).not.toContain(`message="${lostRefreshToken.message}"`);
  });

  it('fails if a known finding has gone', () => {
    const entry = {
      signature: 'session-survives/gone',
      scenario: 'tiny',
      reason: 'x',
      link: 'https://example.com',
    };

    const xml = formatJUnit([result()], { isKnown: () => false, gone: [entry] });

    expect(xml).toContain('<testsuites name="amplify-race" tests="2" failures="1" errors="0"');
    expect(xml).toContain('<testcase classname="known findings" name="session-survives/gone (tiny)">');
    expect(xml).toContain('<failure type="known-finding-gone"');
  });
});
