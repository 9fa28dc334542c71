import pico from 'picocolors';
import { describe, expect, it } from 'vitest';
import { failed, lostRefreshToken, result } from '../fixtures.ts';
import { lengthOf } from '../text/wrap.ts';
import { formatFinding } from './finding.ts';

const colors = pico.createColors(false);
const style = { width: 110, colors };

describe('formatFinding', () => {
  it('begins with what it means and how often it happens', () => {
    const text = formatFinding({ result: failed, finding: lostRefreshToken, also: [] }, style);

    expect(`\n${text.split('\n┌')[0]?.split('\n').slice(0, 4).join('\n')}`).toMatchInlineSnapshot(`
      "
      ✗ refresh token gone although every call succeeded
        concurrent-refresh on 6.6.6 (calls=3 storage=fifo rotation=off grace=0)
        in 143 of 2,000 executions, first after 7; shrunk to 62 steps, 6 context switches
        invariant: stored-refresh-token-is-newest"
    `);
  });

  it('ends with the race, its source lines and the command that shows it again', () => {
    const text = formatFinding({ result: failed, finding: lostRefreshToken, also: [] }, style);

    expect(`\n${text.slice(text.indexOf('  The race'))}`).toMatchInlineSnapshot(`
      "
        The race
        fetchAuthSession #1 removes refreshToken (TokenStore.ts:173) before getCurrentUser, which has read
        accessToken already, reads refreshToken (TokenStore.ts:83): getCurrentUser then stores a session without it.

        ► step 22, fetchAuthSession #1: removes refreshToken
            TokenStore.ts:173         TokenStore.clearTokens
            TokenStore.ts:118         TokenStore.storeTokens
            TokenOrchestrator.ts:142  TokenOrchestrator.setTokens

        ► step 26, getCurrentUser: reads refreshToken
            TokenStore.ts:83          TokenStore.loadTokens
            TokenOrchestrator.ts:96   TokenOrchestrator.getTokens

        sources in @aws-amplify/auth/src/providers/cognito/tokenProvider

        See it again
        npx amplify-race replay amplify-race/concurrent-refresh-6.6.6-1a2b3c.json"
    `);
  });

  it('names the other checks that met the same cause', () => {
    const other = {
      result: result({ amplify: '6.7.0' }),
      finding: { ...lostRefreshToken, hits: 91, firstHit: 1_200 },
    };

    const text = formatFinding({ result: failed, finding: lostRefreshToken, also: [other] }, style);

    expect(text).toContain('  concurrent-refresh on 6.7.0, in 91 of 2,000 executions, first after 1,200\n');
  });

  it('does without a race', () => {
    const { race: _, ...unexplained } = lostRefreshToken;

    expect(formatFinding({ result: failed, finding: unexplained, also: [] }, style)).not.toContain(
      'The race',
    );
  });

  it.each([60, 80, 100, 120])('keeps all but commands within %i columns', (width) => {
    const text = formatFinding({ result: failed, finding: lostRefreshToken, also: [] }, { width, colors });

    const lines = text.split('\n').filter((line) => !line.includes('npx'));
    expect(Math.max(...lines.map(lengthOf))).toBeLessThanOrEqual(width);
    expect(text).toContain(lostRefreshToken.replay);
  });
});
