import { describe, expect, test } from 'vitest';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { brokenIn, exploreInstalled, runOnce } from './fixtures.ts';

describe('concurrent-refresh on the installed release', () => {
  test.each(['fifo', 'unordered', 'sync'])('survives on %s storage', async (storage) => {
    const exploration = await exploreInstalled(concurrentRefresh, { storage }, 60);

    expect(brokenIn(exploration)).toEqual([]);
    expect(exploration).toMatchObject({ executions: 60, uncontrolled: undefined, tooLong: 0 });
  });

  test('fails with rotation and no grace period: the session is lost', async () => {
    const exploration = await exploreInstalled(concurrentRefresh, { rotation: 'on', grace: '0' }, 60);

    expect(exploration.symptoms[0]?.violation.invariant).toBe('session-survives');
    expect(exploration.failing).toBeGreaterThan(20);
  });

  test('survives with rotation and a grace period', async () => {
    const exploration = await exploreInstalled(concurrentRefresh, { rotation: 'on', grace: '60' }, 60);

    expect(brokenIn(exploration)).toEqual([]);
  });

  test('survives with rotation when there is but one call', async () => {
    const exploration = await exploreInstalled(concurrentRefresh, { rotation: 'on', calls: '1' }, 10);

    expect(brokenIn(exploration)).toEqual([]);
  });

  test('starts with tokens that have expired: the call refreshes them and gets the new ones', async () => {
    const { server, calls } = await runOnce(concurrentRefresh, { calls: '1' });

    const { accessToken = '' } = (calls[0]?.value ?? {}) as { accessToken?: string };
    expect(server.log.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      [expect.stringMatching(/^(GetTokensFromRefreshToken|InitiateAuth)$/), 'ok'],
    ]);
    expect(server.inspect(accessToken)).toMatchObject({ kind: 'access', ordinal: 2 });
  });
});

describe('the calls of concurrent-refresh', () => {
  test.each([
    ['1', ['fetchAuthSession']],
    ['4', ['fetchAuthSession', 'getCurrentUser', 'fetchAuthSession', 'getCurrentUser']],
  ])('%s of them take turns', async (calls, expected) => {
    const execution = await runOnce(concurrentRefresh, { calls });

    expect(execution.calls.map(({ api }) => api)).toEqual(expected);
    expect(new Set(execution.calls.map(({ actor }) => actor)).size).toBe(Number(calls));
  });
});
