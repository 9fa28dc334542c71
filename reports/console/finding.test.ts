import pico from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../results/types.ts';
import { failed, lostRefreshToken, result } from '../fixtures.ts';
import { lengthOf } from '../text/wrap.ts';
import { formatFinding } from './finding.ts';

const colors = pico.createColors(false);
const style = { width: 110, colors };
const wide = { width: 300, colors };

describe('formatFinding', () => {
  it('begins with what it means and how often it happens', () => {
    const text = formatFinding({ result: failed, finding: lostRefreshToken, also: [] }, style);

    expect(`\n${text.split('\n┌')[0]?.split('\n').slice(0, 6).join('\n')}`).toMatchInlineSnapshot(`
      "
      ✗ refresh token gone although every call succeeded
        concurrent-refresh on 6.6.6 (calls=3 storage=fifo rotation=off grace=0)
        in 143 of 2,000 executions, first after 7; shrunk to 62 steps, 6 context switches
        invariant: stored-refresh-token-is-newest, broken for good after step 22 (fetchAuthSession #1: removes
        refreshToken R1)
        root cause: getTokens+getTokens"
    `);
  });

  it('ends with the race, its source lines and the command that shows it again', () => {
    const text = formatFinding({ result: failed, finding: lostRefreshToken, also: [] }, style);

    expect(`\n${text.slice(text.indexOf('  The race'))}`).toMatchInlineSnapshot(`
      "
        The race
        If getCurrentUser's read of refreshToken (TokenStore.ts:83) came before fetchAuthSession #1's removal of
        refreshToken (TokenStore.ts:173), no invariant would break.

        ► step 22, fetchAuthSession #1: removes refreshToken
            TokenStore.ts:173         TokenStore.clearTokens
            TokenStore.ts:118         TokenStore.storeTokens
            TokenOrchestrator.ts:142  TokenOrchestrator.setTokens

        ► step 26, getCurrentUser: reads refreshToken
            TokenStore.ts:83          TokenStore.loadTokens
            TokenOrchestrator.ts:96   TokenOrchestrator.getTokens

        sources in @aws-amplify/auth/src/providers/cognito/tokenProvider

        What each side had read
        getCurrentUser had read accessToken -> access#1 (step 15); since then fetchAuthSession #1: remove
          accessToken (step 20)

        See it again
        npx amplify-race replay amplify-race/concurrent-refresh-6.6.6-1a2b3c.json
        trace: amplify-race/concurrent-refresh-6.6.6-1a2b3c.json"
    `);
  });

  it('says why there is no trace', () => {
    const { trace: _, ...finding } = { ...lostRefreshToken, untraced: 'cannot write x.json: ENOSPC' };

    const text = formatFinding({ result: failed, finding, also: [] }, style);

    expect(text.split('\n').at(-1)).toBe('  without a trace: cannot write x.json: ENOSPC');
  });

  it('names the other checks with the same cause', () => {
    const other = {
      result: result({ amplify: '6.7.0' }),
      finding: { ...lostRefreshToken, hits: 91, firstHit: 1_200 },
    };

    const text = formatFinding({ result: failed, finding: lostRefreshToken, also: [other] }, style);

    expect(text).toContain('  concurrent-refresh on 6.7.0, in 91 of 2,000 executions, first after 1,200\n');
  });

  it('says so if no order of two steps decides', () => {
    const { race: _, ...finding } = lostRefreshToken;
    const alone = { ...finding, interleaving: { actors: ['A'], rows: [] } };

    expect(formatFinding({ result: failed, finding, also: [] }, style)).toContain(
      '  The cause\n  No race was found: no reversal that was tried prevents it.\n',
    );
    expect(formatFinding({ result: failed, finding: alone, also: [] }, style)).toContain(
      '  The cause\n  No race: A alone is enough.\n',
    );
  });

  it('says which fault it is then, and what would be without it', () => {
    const { race: _, ...finding } = lostRefreshToken;
    const [row] = finding.interleaving.rows;
    const fault = { id: row?.ids[0] ?? '', actor: 'A', what: 'GetTokens is lost' };
    const decisiveFaults = [fault, { ...fault, insteadBreaks: 'session-survives' }];

    const text = formatFinding({ result: failed, finding: { ...finding, decisiveFaults }, also: [] }, style);

    expect(text).toContain(
      '  The cause\n  Without step 1 (A: GetTokens is lost) no invariant would break.\n' +
        '  Without step 1 (A: GetTokens is lost) this would not happen, but session-survives would break.\n',
    );
  });

  it('tells in which order invariants broke', () => {
    const [breach] = lostRefreshToken.breaches;
    const other = { invariant: 'tokens-belong-together', id: 's37', actor: 'B', what: 'writes idToken' };
    const broke = (breaches: Finding['breaches']) =>
      formatFinding({ result: failed, finding: { ...lostRefreshToken, breaches }, also: [] }, wide);

    expect(broke(breach ? [other, breach] : [])).toContain(
      '  invariant: stored-refresh-token-is-newest\n' +
        '  permanently broken: tokens-belong-together after step 38 (B: writes idToken), then ' +
        'stored-refresh-token-is-newest after step 22 (fetchAuthSession #1: removes refreshToken R1)\n',
    );
    expect(broke([])).not.toContain('broke');
  });

  it('shows stale reads', () => {
    const received = { id: 's11', actor: 'A', kind: 'told', what: 'InitiateAuth answered' } as const;
    const text = formatFinding(
      { result: failed, finding: { ...lostRefreshToken, staleReads: [received] }, also: [] },
      style,
    );

    expect(text).toContain('  What each side had read\n  A had received: InitiateAuth answered (step 12)\n');
    expect(
      formatFinding({ result: failed, finding: { ...lostRefreshToken, staleReads: [] }, also: [] }, style),
    ).not.toContain('went by');
  });

  it('tells what comes after a restart, of each device where there are several', () => {
    const [first] = lostRefreshToken.aftermath;
    const second = {
      device: 'tablet',
      outcome: 'nothing-lost',
      sentence: 'signed in, nothing lost',
    } as const;
    const aftermath = first ? [first, second] : [];

    const text = formatFinding(
      { result: failed, finding: { ...lostRefreshToken, aftermath }, also: [] },
      style,
    );

    expect(text).toContain('  after a restart on phone: signed out although');
    expect(text).toContain('  after a restart on tablet: signed in, nothing lost\n');
  });

  it.each([60, 80, 100, 120])('keeps all but commands within %i columns', (width) => {
    const text = formatFinding({ result: failed, finding: lostRefreshToken, also: [] }, { width, colors });

    const lines = text.split('\n').filter((line) => !line.includes('npx'));
    expect(Math.max(...lines.map(lengthOf))).toBeLessThanOrEqual(width);
    expect(text).toContain(lostRefreshToken.replay);
  });
});
