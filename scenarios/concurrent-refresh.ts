import { flag, integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE, callsAtOnce, poolWith, processOf, rotationOptions, TAB_OPTIONS, tabNames } from './parts.ts';

/**
 * Reported: users of React Native apps are signed out at random, long before the refresh token expires
 * (aws-amplify/amplify-js #13930, #14033). Several calls find the access token expired and refresh at once.
 *
 * Must hold: the session survives in every order.
 * Positive control: 6.6.6, which clears the stored tokens before it stores new ones.
 */
export const concurrentRefresh = defineScenario({
  name: 'concurrent-refresh',
  title: 'Several calls find the access token expired and refresh at once',
  description:
    'The access token has expired; the refresh token is valid. Concurrent calls of fetchAuthSession and ' +
    'getCurrentUser start independently, or all in one task.',
  options: {
    calls: integer(3, 'how many concurrent calls', { min: 1, max: 8 }),
    ...PLATFORM_OPTIONS,
    ...rotationOptions({ rotation: false, grace: 0 }),
    tabs: integer(1, 'realms on the device; the calls are distributed among them', { min: 1, max: 4 }),
    ...TAB_OPTIONS,
    sameTask: flag(
      false,
      'whether the calls start in one task, as with Promise.all, instead of independently',
    ),
    kill: flag(false, 'whether the app may be killed at any point and started again'),
  },
  start: ({ platform, storage, rotation, grace, tabs, processes, kill }) => ({
    users: [ALICE],
    devices: {
      phone: {
        storage: storageOn(platform, storage),
        signedIn: { username: ALICE.username, tokens: 'expired' },
      },
    },
    realms: Object.fromEntries(
      realmNames(tabs).map((realm) => [
        realm,
        {
          device: 'phone',
          platform,
          ...(platform === 'web' && processOf({ processes })),
          ...(kill && { kill: { callsAfterRestart: [{ api: 'fetchAuthSession' }] } }),
        },
      ]),
    ),
    pool: poolWith({ rotation, grace }),
  }),
  program: ({ calls, tabs, sameTask }) => callsAtOnce(calls, realmNames(tabs), { sameTask }),
});

function realmNames(tabs: number): [string, ...string[]] {
  return tabs === 1 ? ['app'] : tabNames(tabs);
}
