import semver from 'semver';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import { flakyNetworkDuringRefresh } from '../../../scenarios/flaky-network-during-refresh.ts';
import { serialised } from '../../../scenarios/mitigations/serialised.ts';
import { signInAgain } from '../../../scenarios/mitigations/sign-in-again.ts';
import { singleFlight } from '../../../scenarios/mitigations/single-flight.ts';
import { webLocks } from '../../../scenarios/mitigations/web-locks.ts';
import { offlineDuringRefresh } from '../../../scenarios/offline-during-refresh.ts';
import { ALICE } from '../../../scenarios/parts.ts';
import { refreshWithRotation } from '../../../scenarios/refresh-with-rotation.ts';
import { twoTabsRefresh } from '../../../scenarios/two-tabs-refresh.ts';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import type { Scenario, Start } from '../../simulation/scenario/scenario.ts';
import { avoidsLosses } from './avoidance.ts';
import type { Claim, Setting } from './claim.ts';
import { rarerWithFewerRefreshes } from './rarity.ts';
import { detectsAll, discriminates } from './sign.ts';
import { findsLosses } from './test-method.ts';

const V5 = ['5.3.24', '5.3.25', '5.3'];
const V6 = ['6.6.6', '6.7.0', '6.12.1', '6.12.2', 'installed'];

/** Without faults no version of Amplify 5 loses a session of concurrent refreshes. */
const FLAKY = {
  name: 'as it is',
  scenario: flakyNetworkDuringRefresh,
  options: { calls: '2' },
  advised: false,
} satisfies Setting;

const CONCURRENT = { name: 'as it is', scenario: concurrentRefresh, advised: false } satisfies Setting;

/** Releases before 6.15.4 cannot refresh at all if refresh tokens rotate. */
const ROTATING = ['6.15.7', 'installed'];

/** Our own recommendation is for the worst case: no grace period. */
const ROTATION = {
  name: 'as it is',
  scenario: refreshWithRotation,
  options: { grace: '0' },
  advised: false,
} satisfies Setting;
const TABS = {
  name: 'as it is',
  scenario: twoTabsRefresh,
  options: { rotation: 'on', grace: '0' },
  advised: false,
} satisfies Setting;

const INDEXED_DB = { storage: 'indexed-db' };

/** Few enough to explore every interleaving in seconds. */
const TWO_CALLS = { calls: '2' };
const THREE_CALLS = { calls: '3' };

/** Claims about random sign-outs, as far as they can be measured. */
export const CLAIMS: readonly Claim[] = [
  {
    id: 'C1',
    claim: 'not clearing everything before storing fixes it',
    // From 6.12.2 on, Amplify itself does not clear everything.
    releases: ['6.6.6', '6.7.0', '6.12.1'],
    settings: [
      CONCURRENT,
      {
        ...CONCURRENT,
        name: 'stores without clearing',
        mutant: { of: 'await this.clearTokens();\n      const lastAuthUser', by: 'const lastAuthUser' },
        advised: true,
        exhaust: TWO_CALLS,
      },
    ],
    decide: avoidsLosses,
  },
  {
    id: 'C2',
    claim: 'making other calls wait for the running refresh fixes it',
    releases: V6,
    settings: [
      CONCURRENT,
      { ...CONCURRENT, name: 'single flight', wrap: singleFlight, advised: true, exhaust: TWO_CALLS },
    ],
    decide: avoidsLosses,
  },
  {
    id: 'C3',
    claim: 'v5: 5.3.25 and later are fixed',
    releases: V5,
    settings: [
      {
        ...FLAKY,
        advised: (version) => semver.gte(version, '5.3.25'),
        exhaust: { ...TWO_CALLS, faults: '3' },
      },
    ],
    decide: avoidsLosses,
  },
  {
    id: 'C4',
    claim: 'v6: 6.7.0 and later are fixed',
    releases: V6,
    settings: [{ ...CONCURRENT, advised: (version) => semver.gte(version, '6.7.0'), exhaust: TWO_CALLS }],
    decide: avoidsLosses,
  },
  {
    id: 'C5',
    claim: 'a synchronous storage (MMKV) avoids it',
    releases: [...V5, ...V6],
    settings: [
      CONCURRENT,
      { ...CONCURRENT, name: 'MMKV', options: { storage: 'mmkv' }, advised: true, exhaust: THREE_CALLS },
    ],
    decide: avoidsLosses,
  },
  {
    id: 'C6',
    claim: 'catching auth errors and signing in again automatically is a workaround',
    releases: ['5.3.24', '6.6.6', '6.12.1', 'installed'],
    settings: [CONCURRENT, FLAKY].flatMap((setting) => {
      const { scenario } = setting;
      const where = scenario === concurrentRefresh ? 'no faults' : 'flaky';
      return [
        { ...setting, name: where },
        { ...setting, name: `${where}, signs in again`, wrap: signInAgain(ALICE), advised: true },
      ];
    }),
    decide: avoidsLosses,
  },
  {
    id: 'C7',
    claim: 'longer token lifetimes make it rarer',
    releases: ['6.6.6', '6.12.1', 'installed'],
    // The shortest that Cognito allows, its default and its longest.
    settings: [5, 60, 24 * 60].map((minutes) => ({
      ...CONCURRENT,
      name: minutes < 60 ? `tokens of ${minutes} min` : `tokens of ${minutes / 60} h`,
      scenario: withLifetime(concurrentRefresh, minutes * 60),
      refreshesADay: (24 * 60) / minutes,
    })),
    decide: rarerWithFewerRefreshes,
  },
  {
    id: 'C8',
    claim: 'not issuing concurrent auth calls avoids it',
    releases: [...V5, ...V6],
    settings: [
      CONCURRENT,
      { ...CONCURRENT, name: 'one at a time', wrap: serialised, advised: true, exhaust: THREE_CALLS },
    ],
    decide: avoidsLosses,
  },
  {
    id: 'C9',
    claim: 'listening to Hub auth events detects it',
    releases: ['5.3.24', '6.6.6', '6.12.1', 'installed'],
    settings: [
      { ...CONCURRENT, name: 'no faults', sign: hubAlarms },
      { ...FLAKY, name: 'flaky network', sign: hubAlarms },
    ],
    decide: detectsAll,
  },
  {
    id: 'C10',
    claim: 'testing offline and flaky networks finds it',
    releases: ['5.3.24', '6.6.6', '6.12.1', '6.12.2', 'installed'],
    settings: [
      { ...CONCURRENT, name: 'no faults', options: FLAKY.options },
      { ...FLAKY, name: 'flaky network', advised: true },
      { ...FLAKY, name: 'offline', scenario: offlineDuringRefresh, advised: true },
    ],
    decide: findsLosses,
  },
  {
    id: 'C11',
    claim: 'the line "cannot load federated user from auth storage" is a symptom of it',
    releases: ['5.3.24', '5.3', '6.6.6', 'installed'],
    settings: [
      { ...FLAKY, name: 'React Native', scenario: withDebugLog(FLAKY.scenario), sign: saysFederated },
      {
        ...FLAKY,
        name: 'web',
        scenario: withDebugLog(FLAKY.scenario),
        options: { ...FLAKY.options, platform: 'web' },
        sign: saysFederated,
      },
    ],
    decide: discriminates,
  },
  {
    id: 'R1',
    claim: 'our recommendation, for one app: a mutex around each auth call, which reads the session again',
    releases: ROTATING,
    settings: [
      ROTATION,
      { ...ROTATION, name: 'mutex', wrap: serialised, advised: true, exhaust: THREE_CALLS },
    ],
    decide: avoidsLosses,
  },
  {
    id: 'R2',
    claim: 'our recommendation, for tabs: tokens in IndexedDB, and a Web Lock around each auth call',
    releases: ROTATING,
    settings: [
      TABS,
      { ...TABS, name: 'mutex in each tab', wrap: serialised },
      { ...TABS, name: 'IndexedDB', options: { ...TABS.options, ...INDEXED_DB } },
      { ...TABS, name: 'Web Lock, localStorage', wrap: webLocks },
      {
        ...TABS,
        name: 'Web Lock, IndexedDB',
        options: { ...TABS.options, ...INDEXED_DB },
        wrap: webLocks,
        advised: true,
        exhaust: THREE_CALLS,
      },
    ],
    decide: avoidsLosses,
  },
  {
    id: 'R3',
    claim: 'for tabs: a Web Lock around each auth call is enough, with tokens in localStorage',
    releases: ROTATING,
    settings: [
      TABS,
      {
        ...TABS,
        name: 'Web Lock, one process',
        options: { ...TABS.options, processes: 'same' },
        wrap: webLocks,
      },
      { ...TABS, name: 'Web Lock', wrap: webLocks, advised: true, exhaust: THREE_CALLS },
    ],
    decide: avoidsLosses,
  },
];

/** Events of v5 and v6 from which an app could conclude that the user has to sign in again. */
const ALARMS: ReadonlySet<string> = new Set(['tokenRefresh_failure', 'signOut', 'signedOut']);

function hubAlarms({ hub }: WholeExecution): boolean {
  return hub.some(({ event }) => ALARMS.has(event));
}

/** Amplify 5 logs the line at level `DEBUG`. Amplify 6 does not log it at any level. */
function saysFederated({ printed }: WholeExecution): boolean {
  return printed.some(({ line }) => /cannot load federated user/i.test(line));
}

function withDebugLog(scenario: Scenario): Scenario {
  return startingWith(scenario, (start) => ({ ...start, app: { ...start.app, debugLog: true } }));
}

function withLifetime(scenario: Scenario, seconds: number): Scenario {
  const lifetime = { accessTokenSeconds: seconds, idTokenSeconds: seconds };
  return startingWith(scenario, (start) => ({ ...start, pool: { ...start.pool, ...lifetime } }));
}

function startingWith(scenario: Scenario, change: (start: Start) => Start): Scenario {
  return { ...scenario, start: (options) => change(scenario.start(options)) };
}
