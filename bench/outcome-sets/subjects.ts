import fc from 'fast-check';
import { huntedPrograms } from '../../harness/campaigns/hunt/grammar.ts';
import { scenarioOf } from '../../harness/campaigns/hunt/hunted-program.ts';
import { subjectLoader } from '../../harness/simulation/execution/load-subject.ts';
import type { Subject } from '../../harness/simulation/execution/subject.ts';
import { resolveOptions } from '../../harness/simulation/scenario/options.ts';
import type { Scenario } from '../../harness/simulation/scenario/scenario.ts';
import { CATALOGUE } from '../../scenarios/index.ts';
import { WRITTEN } from './written-scenarios.ts';

/** A scenario with options, on a release. */
export interface Compared {
  readonly scenario: Scenario;
  readonly set: Readonly<Record<string, string>>;
  readonly amplify: string;
}

export const RELEASES = ['6.22.1', '6.6.6', '6.12.1', '5.3.24', '5.3.41'] as const;

type Row = readonly [scenario: string, set: string, releases?: readonly string[]];

const V6 = ['6.22.1', '6.6.6', '6.12.1'] as const;

/**
 * Every family of faults, kills, tabs, two realms, programs as code, each with options small enough for a search of
 * every order. On all releases unless some are named.
 */
const ROWS: readonly Row[] = [
  ['concurrent-refresh', 'calls=2'],
  ['concurrent-refresh', 'calls=2 storage=unordered'],
  ['concurrent-refresh', 'calls=2 storage=mmkv rotation=on'],
  ['concurrent-refresh', 'calls=2 tabs=2 platform=web processes=same'],
  ['concurrent-refresh', 'calls=2 sameTask=on storage=unordered', V6],
  ['app-killed-during-refresh', 'calls=1'],
  ['app-killed-during-refresh', 'calls=1 storage=mmkv rotation=on'],
  ['app-suspended-during-refresh', 'calls=1'],
  ['two-tabs-refresh', 'calls=2 processes=same'],
  ['two-tabs-refresh', 'calls=1 rotation=off'],
  ['flaky-network-during-refresh', 'calls=1 faults=1'],
  ['service-in-trouble-during-refresh', 'calls=1'],
  ['offline-during-refresh', 'calls=1'],
  ['storage-full-during-refresh', 'calls=1'],
  ['wrong-clock-during-refresh', 'calls=1'],
  ['session-revoked-then-sign-in', 'calls=0'],
  ['sign-out-during-refresh', 'calls=1'],
  ['device-locked-during-refresh', 'calls=1', V6],
  ['configure-again', 'calls=1', V6],
  ['two-apps', 'storage=unordered'],
  ['two-apps', 'storage=sync', ['6.22.1', '5.3.41']],
  ['shared-variable', 'storage=sync'],
  ['shared-variable', 'storage=fifo', ['6.22.1', '5.3.24']],
  ['shared-from-the-start', 'storage=sync'],
  ['shared-from-the-start', 'storage=fifo', ['6.22.1', '5.3.24']],
  ['retries', 'storage=sync'],
  ['two-phones', 'storage=sync'],
  ['two-phones', 'storage=fifo', ['6.22.1', '5.3.41']],
  ['killed-around-sign-out', 'storage=sync'],
  ['killed-around-sign-out', 'storage=fifo', V6],
  ['credentials-beside-sign-in', 'storage=sync', V6],
];

/** Generated programs for each release. */
const GENERATED = 14;
const SIZE = { actors: 2, callsPerActor: 1, realms: 2 };
/** Nothing but what the generated programs are drawn with. */
const SEED = 20_261;

/** All that is compared, in a fixed order. */
export function comparedSubjects(generated = GENERATED): Compared[] {
  const written = ROWS.flatMap(([name, set, releases = RELEASES]) =>
    releases.map((amplify) => ({ scenario: scenarioNamed(name), set: parseSet(set), amplify })),
  );
  const drawn = RELEASES.flatMap((amplify, index) =>
    fc.sample(huntedPrograms(SIZE), { seed: SEED + index, numRuns: generated }).map((program, at) => ({
      scenario: scenarioOf(`generated-${at + 1}`, program),
      set: {},
      amplify,
    })),
  );
  return [...written, ...drawn];
}

const load = subjectLoader();

/** @throws {ReleaseError} if the release cannot be had */
export function subjectOf({ scenario, set, amplify }: Compared): Promise<Subject> {
  const options = resolveOptions(scenario.options, set);
  return load({ amplify, scenario, options, seed: 1 });
}

/** `concurrent-refresh calls=2 on 6.6.6`. */
export function inWords({ scenario, set, amplify }: Compared): string {
  const options = Object.entries(set).map(([name, value]) => ` ${name}=${value}`);
  return `${scenario.name}${options.join('')} on ${amplify}`;
}

function parseSet(text: string): Record<string, string> {
  return Object.fromEntries(text.split(' ').map((pair) => pair.split('=') as [string, string]));
}

function scenarioNamed(name: string): Scenario {
  const scenario = [...CATALOGUE, ...WRITTEN].find((candidate) => candidate.name === name);
  if (!scenario) throw new TypeError(`there is no scenario "${name}"`);
  return scenario;
}
