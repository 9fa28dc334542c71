import { describe, expect, test } from 'vitest';
import { brokenIn, exploreInstalled, runOnce } from './fixtures.ts';
import { signOutDuringRefresh } from './sign-out-during-refresh.ts';

describe('sign-out-during-refresh on the installed release', () => {
  test.each(['fifo', 'unordered', 'sync'])(
    'fails on %s storage: tokens of the refresh outlive the sign-out',
    async (storage) => {
      const exploration = await exploreInstalled(signOutDuringRefresh, { storage }, 100);

      expect(brokenIn(exploration)).toEqual(['stays-signed-out']);
      expect(exploration).toMatchObject({ uncontrolled: undefined, tooLong: 0 });
    },
  );

  test('does not fail in every order', async () => {
    const { failing, executions } = await exploreInstalled(signOutDuringRefresh, {}, 100);

    expect(failing).toBeLessThan(executions);
  });

  test('ends the session at the server when nothing comes between', async () => {
    const { server, calls, devices } = await runOnce(signOutDuringRefresh, {});

    expect(calls.map(({ api, status }) => [api, status])).toEqual([
      ['fetchAuthSession', 'resolved'],
      ['signOut', 'resolved'],
    ]);
    expect(server.sessions().map(({ revoked }) => revoked)).toEqual([true]);
    expect([...(devices.get('phone')?.data.keys() ?? [])].filter((key) => key.endsWith('Token'))).toEqual([]);
  });

  test.each([
    ['off', 'RevokeToken'],
    ['on', 'GlobalSignOut'],
  ])('with global %s signs out by %s', async (global, operation) => {
    const { server } = await runOnce(signOutDuringRefresh, { global });

    expect(server.log.map((event) => event.operation)).toContain(operation);
  });
});

test('the number of calls that refresh is an option', async () => {
  const { calls } = await runOnce(signOutDuringRefresh, { calls: '3' });

  expect(calls.map(({ api }) => api)).toEqual([
    'fetchAuthSession',
    'fetchAuthSession',
    'fetchAuthSession',
    'signOut',
  ]);
});
