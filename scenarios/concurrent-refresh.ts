import type { ApiName } from '../harness/client/auth-client.ts';
import { flag, integer } from '../harness/scenario/options.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/scenario/platform-options.ts';
import { defineScenario } from '../harness/scenario/scenario.ts';

/**
 * Reported: users of React Native apps are signed out at random, long before the refresh token expires
 * (aws-amplify/amplify-js #13930, #14033). Several calls find the access token expired and refresh at once.
 *
 * Must hold: the session survives whatever the order.
 * Positive control: 6.6.6, which clears the stored tokens before it stores new ones.
 */
export const concurrentRefresh = defineScenario({
  name: 'concurrent-refresh',
  title: 'Several calls find the access token expired and refresh at once',
  description:
    'The access token has expired, the refresh token is good. Concurrent calls of fetchAuthSession and ' +
    'getCurrentUser each start at a moment of their own.',
  options: {
    calls: integer(3, 'how many concurrent calls', { min: 1, max: 8 }),
    ...PLATFORM_OPTIONS,
    rotation: flag(false, 'whether each refresh replaces the refresh token'),
    grace: integer(0, 'seconds for which a replaced refresh token still works', { max: 60 }),
    tabs: integer(1, 'realms on the device, among which the calls are dealt', { min: 1, max: 4 }),
    kill: flag(false, 'whether the app may be killed at any point and started again'),
  },
  start: ({ platform, storage, rotation, grace, tabs, kill }) => ({
    users: [{ username: 'alice', password: 'Correct-Horse-1' }],
    devices: {
      phone: {
        storage: storageOn(platform, storage),
        signedIn: { username: 'alice', tokens: 'expired' },
      },
    },
    realms: Object.fromEntries(
      realmNames(tabs).map((realm) => [
        realm,
        {
          device: 'phone',
          platform,
          ...(kill && { dies: { thenCalls: [{ api: 'fetchAuthSession' }] } }),
        },
      ]),
    ),
    ...(rotation && { pool: { rotation: { graceSeconds: grace } } }),
  }),
  program: ({ calls, tabs }) =>
    Array.from({ length: calls }, (_, index) => ({
      actor: String.fromCharCode(65 + index),
      realm: realmNames(tabs)[index % tabs] ?? 'app',
      calls: [{ api: APIS[index % APIS.length] as ApiName }],
    })),
});

const APIS: readonly ApiName[] = ['fetchAuthSession', 'getCurrentUser'];

function realmNames(tabs: number): string[] {
  return tabs === 1 ? ['app'] : Array.from({ length: tabs }, (_, index) => `tab${index + 1}`);
}
