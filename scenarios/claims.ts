import semver from 'semver';
import type { Claim } from '../harness/claims/claim.ts';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { flakyNetworkDuringRefresh } from './flaky-network-during-refresh.ts';
import { serialised } from './mitigations/serialised.ts';
import { singleFlight } from './mitigations/single-flight.ts';

const V5 = ['5.3.24', '5.3.25', '5.3'];
const V6 = ['6.6.6', '6.7.0', '6.12.1', '6.12.2', 'installed'];

/** What is said to help against being signed out at random, as far as it can be measured. */
export const CLAIMS: readonly Claim[] = [
  {
    id: 'C2',
    claim: 'making other calls wait for the running refresh fixes it',
    releases: V6,
    scenario: concurrentRefresh,
    mitigation: { name: 'single flight', wrap: singleFlight },
  },
  {
    id: 'C3',
    claim: 'v5: 5.3.25 and later are fixed',
    releases: V5,
    // Without faults no version of Amplify 5 loses a session of concurrent refreshes.
    scenario: flakyNetworkDuringRefresh,
    settings: { calls: '2' },
    saysFixed: (version) => semver.gte(version, '5.3.25'),
  },
  {
    id: 'C4',
    claim: 'v6: 6.7.0 and later are fixed',
    releases: V6,
    scenario: concurrentRefresh,
    saysFixed: (version) => semver.gte(version, '6.7.0'),
  },
  {
    id: 'C5',
    claim: 'a synchronous storage (MMKV) avoids it',
    releases: [...V5, ...V6],
    scenario: concurrentRefresh,
    mitigation: { name: 'MMKV', settings: { storage: 'mmkv' } },
  },
  {
    id: 'C8',
    claim: 'not issuing concurrent auth calls avoids it',
    releases: [...V5, ...V6],
    scenario: concurrentRefresh,
    mitigation: { name: 'serialised calls', wrap: serialised },
  },
];
