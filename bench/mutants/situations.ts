import type { Release } from '../../harness/amplify/releases/release.ts';
import type { Subject } from '../../harness/simulation/execution/subject.ts';
import { resolveOptions } from '../../harness/simulation/scenario/options.ts';
import type { Scenario } from '../../harness/simulation/scenario/scenario.ts';
import { CATALOGUE } from '../../scenarios/index.ts';

/** A scenario of the catalogue and options of it with which every order can be run in about a second. */
export interface Situation {
  /** The published version that it is for; the installed release by default. */
  readonly amplify?: string;
  readonly scenario: string;
  readonly set: Readonly<Record<string, string>>;
}

/** The release of Amplify 5 that some mutants are of. */
export const AMPLIFY_5 = '5.3.41';

/** What mutants are tried in. */
export const SITUATIONS: readonly Situation[] = [
  { scenario: 'sequential', set: {} },
  { scenario: 'sequential', set: { storage: 'unordered' } },
  { scenario: 'concurrent-refresh', set: { calls: '2' } },
  { scenario: 'concurrent-refresh', set: { calls: '3', sameTask: 'on', storage: 'sync', rotation: 'on' } },
  { scenario: 'refresh-with-rotation', set: {} },
  { scenario: 'refresh-with-rotation', set: { storage: 'sync' } },
  { scenario: 'refresh-with-rotation', set: { storage: 'unordered', grace: '60' } },
  { scenario: 'refresh-with-rotation', set: { calls: '4', storage: 'unordered', tokens: 'valid' } },
  { scenario: 'two-tabs-refresh', set: { processes: 'same' } },
  { scenario: 'two-tabs-refresh', set: { processes: 'same', calls: '1', storage: 'local-storage' } },
  { scenario: 'two-tabs-refresh', set: { calls: '1', storage: 'local-storage' } },
  { scenario: 'remembered-device-refresh', set: {} },
  { scenario: 'app-killed-during-refresh', set: { calls: '1' } },
  { scenario: 'app-killed-during-refresh', set: { calls: '1', rotation: 'on' } },
  { scenario: 'app-killed-during-refresh', set: { calls: '1', storage: 'mmkv' } },
  { scenario: 'app-killed-during-sign-in', set: {} },
  { scenario: 'app-killed-during-sign-in', set: { storage: 'mmkv' } },
  { scenario: 'flaky-network-during-refresh', set: { calls: '1' } },
  { scenario: 'flaky-network-during-refresh', set: { calls: '2', storage: 'sync' } },
  { scenario: 'offline-during-refresh', set: {} },
  { scenario: 'service-in-trouble-during-refresh', set: {} },
  { scenario: 'response-lost-with-rotation', set: {} },
  { scenario: 'storage-full-during-refresh', set: {} },
  { scenario: 'device-locked-during-refresh', set: {} },
  { scenario: 'cookies-too-large', set: {} },
  { scenario: 'wrong-clock-during-refresh', set: { calls: '1', corrected: 'off' } },
  { scenario: 'sign-out-during-refresh', set: {} },
  { scenario: 'sign-out-during-refresh', set: { calls: '0', faults: '3' } },
  { scenario: 'sign-out-during-refresh', set: { global: 'on' } },
  { scenario: 'another-user-signs-in-during-refresh', set: { tokens: 'valid' } },
  { scenario: 'session-revoked-then-sign-in', set: { calls: '0' } },
  { scenario: 'credentials-across-users', set: { meanwhile: 'nothing', before: 'on' } },
  { scenario: 'credentials-across-users', set: { meanwhile: 'nothing', guests: 'off' } },
  { scenario: 'guest-becomes-user', set: { signOut: 'off' } },
  { scenario: 'guest-becomes-user', set: { underWay: 'off', asks: 'off' } },
  { scenario: 'session-revoked-then-sign-in', set: { calls: '2', storage: 'sync' } },
  { scenario: 'app-sleeps-with-aws-credentials', set: {} },
  { scenario: 'session-revoked-with-aws-credentials', set: { closed: 'on' } },
  { scenario: 'session-revoked-with-aws-credentials', set: { closed: 'on', guestBefore: 'on' } },
  { scenario: 'session-revoked-with-aws-credentials', set: { next: 'another-user', guests: 'off' } },
  { scenario: 'user-changes-beside-second-tab', set: { act: 'signs-in', calls: '0' } },
  { scenario: 'user-changes-beside-second-tab', set: { calls: '0' } },
  { scenario: 'user-changes-beside-second-tab', set: { act: 'another-signs-in', calls: '0' } },
  { scenario: 'hosted-ui-callback-beside-calls', set: { calls: '1' } },
  { scenario: 'hosted-ui-callback-beside-calls', set: { calls: '1', full: 'on' } },
  { scenario: 'hosted-ui-callback-with-second-tab', set: { other: 'calls', calls: '0', processes: 'same' } },
  ...[
    { scenario: 'sequential', set: {} },
    { scenario: 'flaky-network-during-refresh', set: { calls: '1' } },
    { scenario: 'refresh-with-rotation', set: { calls: '1' } },
    { scenario: 'sign-out-during-refresh', set: { calls: '0' } },
  ].map((situation) => ({ amplify: AMPLIFY_5, ...situation })),
];

/** `concurrent-refresh calls=2 rotation=on`. */
export function inWords({ amplify, scenario, set }: Situation): string {
  return [
    ...(amplify ? [`${amplify}:`] : []),
    scenario,
    ...Object.entries(set).map(([name, value]) => `${name}=${value}`),
  ].join(' ');
}

export function subjectIn({ scenario: name, set }: Situation, release: Release): Subject {
  const scenario = scenarioNamed(name);
  const options = resolveOptions(scenario.options, set);
  return { release, scenario, options, program: () => scenario.program(options), seed: 1 };
}

function scenarioNamed(name: string): Scenario {
  const scenario = CATALOGUE.find((candidate) => candidate.name === name);
  if (!scenario) throw new TypeError(`the catalogue has no scenario "${name}"`);
  return scenario;
}
