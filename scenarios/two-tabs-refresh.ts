import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE, callsAtOnce, poolWith, processOf, rotationOptions, TAB_OPTIONS, tabNames } from './parts.ts';

/**
 * Reported: an app in several tabs shares one localStorage, and what one tab stores disturbs the others
 * (aws-amplify/amplify-js #3492, #10300, #13583). Nothing makes tabs refresh one at a time, so with rotation two of
 * them spend the same refresh token.
 *
 * Must hold: both tabs stay signed in, in every order.
 * Positive control: 6.22.1 with rotation and no grace period. Without rotation it survives.
 */
export const twoTabsRefresh = defineScenario({
  name: 'two-tabs-refresh',
  title: 'Two tabs of one browser refresh at once',
  description:
    'The access token has expired. Tabs that share a localStorage each make a call that refreshes it. By default, ' +
    'the app client rotates refresh tokens without a grace period.',
  options: {
    calls: integer(2, 'how many calls, distributed among the tabs', { min: 1, max: 8 }),
    tabs: integer(2, 'how many tabs', { min: 2, max: 4 }),
    storage: oneOf(
      ['sync', 'local-storage', 'cookies', 'indexed-db'],
      'sync',
      'the storage that the tabs share; sync is a localStorage without storage events',
    ),
    ...TAB_OPTIONS,
    ...rotationOptions({ rotation: true, grace: 0 }),
  },
  start: ({ tabs, storage, processes, rotation, grace }) => ({
    users: [ALICE],
    pool: poolWith({ rotation, grace }),
    devices: { browser: { storage, signedIn: { username: ALICE.username, tokens: 'expired' } } },
    realms: Object.fromEntries(
      tabNames(tabs).map((tab) => [
        tab,
        { device: 'browser', platform: 'web', ...processOf({ processes }) } as const,
      ]),
    ),
  }),
  program: ({ calls, tabs }) => callsAtOnce(calls, tabNames(tabs)),
});
