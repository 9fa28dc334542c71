import { loadRelease } from '../harness/amplify/releases/load-release.ts';
import type { Release } from '../harness/amplify/releases/release.ts';
import { type Exploration, explore } from '../harness/exploration/explore/explore.ts';
import { randomStrategy } from '../harness/exploration/strategies/random.ts';
import { defaultChoice } from '../harness/exploration/strategies/replay.ts';
import { execute } from '../harness/simulation/execution/execute.ts';
import type { Execution } from '../harness/simulation/execution/execution.ts';
import type { Subject } from '../harness/simulation/execution/subject.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import type { Scenario } from '../harness/simulation/scenario/scenario.ts';

/** Options as on the command line. */
export type Settings = Readonly<Record<string, string>>;

let installed: Promise<Release> | undefined;

async function subjectOf(scenario: Scenario, settings: Settings): Promise<Subject> {
  installed ??= loadRelease('installed');
  const options = resolveOptions(scenario.options, settings);
  return { release: await installed, scenario, options, program: () => scenario.program(options), seed: 1 };
}

/** Runs a scenario on the installed release in the given number of random orders. */
export async function exploreInstalled(
  scenario: Scenario,
  settings: Settings,
  runs: number,
): Promise<Exploration> {
  return explore(await subjectOf(scenario, settings), randomStrategy(1), { runs });
}

/** Runs it once, and switches between actors only if it must. */
export async function runOnce(scenario: Scenario, settings: Settings): Promise<Execution> {
  const plain = { name: 'plain', begin: () => true, pick: defaultChoice, end() {} };
  return execute(await subjectOf(scenario, settings), plain);
}

/** The invariants that broke, each once. */
export function brokenIn({ symptoms }: Exploration): string[] {
  return [...new Set(symptoms.map(({ violation }) => violation.invariant))];
}
