import semver from 'semver';
import { avoidsLosses } from '../harness/claims/avoidance.ts';
import type { Claim, Setting } from '../harness/claims/claim.ts';
import { detectsAll, discriminates } from '../harness/claims/sign.ts';
import type { Execution } from '../harness/execution/execution.ts';
import type { Scenario } from '../harness/scenario/scenario.ts';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { flakyNetworkDuringRefresh } from './flaky-network-during-refresh.ts';
import { serialised } from './mitigations/serialised.ts';
import { singleFlight } from './mitigations/single-flight.ts';

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

/** What is said about being signed out at random, as far as it can be measured. */
export const CLAIMS: readonly Claim[] = [
  {
    id: 'C2',
    claim: 'making other calls wait for the running refresh fixes it',
    releases: V6,
    settings: [CONCURRENT, { ...CONCURRENT, name: 'single flight', wrap: singleFlight, advised: true }],
    decide: avoidsLosses,
  },
  {
    id: 'C3',
    claim: 'v5: 5.3.25 and later are fixed',
    releases: V5,
    settings: [{ ...FLAKY, advised: (version) => semver.gte(version, '5.3.25') }],
    decide: avoidsLosses,
  },
  {
    id: 'C4',
    claim: 'v6: 6.7.0 and later are fixed',
    releases: V6,
    settings: [{ ...CONCURRENT, advised: (version) => semver.gte(version, '6.7.0') }],
    decide: avoidsLosses,
  },
  {
    id: 'C5',
    claim: 'a synchronous storage (MMKV) avoids it',
    releases: [...V5, ...V6],
    settings: [CONCURRENT, { ...CONCURRENT, name: 'MMKV', options: { storage: 'mmkv' }, advised: true }],
    decide: avoidsLosses,
  },
  {
    id: 'C8',
    claim: 'not issuing concurrent auth calls avoids it',
    releases: [...V5, ...V6],
    settings: [CONCURRENT, { ...CONCURRENT, name: 'serialised calls', wrap: serialised, advised: true }],
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
];

/** Events from which an app could tell that the user has to sign in again, of v5 and v6. */
const ALARMS: ReadonlySet<string> = new Set(['tokenRefresh_failure', 'signOut', 'signedOut']);

function hubAlarms({ hub }: Execution): boolean {
  return hub.some(({ event }) => ALARMS.has(event));
}

/** Amplify 5 writes it at the level `DEBUG`. Amplify 6 does not have it, at any level. */
function saysFederated({ printed }: Execution): boolean {
  return printed.some(({ line }) => /cannot load federated user/i.test(line));
}

function withDebugLog(scenario: Scenario): Scenario {
  return {
    ...scenario,
    start: (options) => {
      const start = scenario.start(options);
      return { ...start, app: { ...start.app, debugLog: true } };
    },
  };
}
