import pico from 'picocolors';
import { test } from 'vitest';
import { formatFinding } from '../../reports/index.ts';
import { check } from '../check/check.ts';
import { subjectLoader } from '../execution/load-subject.ts';
import type { Result } from '../results/types.ts';
import { resolveOptions } from '../scenario/options.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { randomStrategy } from '../strategies/random.ts';
import { optionTexts } from '../trace/schedule-string.ts';

export interface RaceTestOptions {
  /** Which release to check; the project's own by default. */
  readonly amplify?: string;
  /** Options of the scenario that differ from their defaults. */
  readonly set?: Readonly<Record<string, string | number | boolean>>;
  readonly seed?: number;
  /** Executions; 500 by default. */
  readonly runs?: number;
  /** The file that exports the scenario, for the command that replays one which is not in the catalogue. */
  readonly file?: string;
  /** Directory for traces of findings; none are written by default. */
  readonly traces?: string;
  /** Milliseconds until Vitest gives the test up; a minute by default. */
  readonly timeout?: number;
}

const DEFAULTS = { amplify: 'installed', seed: 1, runs: 500, timeout: 60_000 };
const WIDTH = 110;

/**
 * Makes a scenario an ordinary Vitest test. It fails with the shrunk interleaving, the seed and the command
 * that replays it.
 */
export function raceTest(scenario: Scenario, options: RaceTestOptions = {}): void {
  const { amplify, timeout } = { ...DEFAULTS, ...options };
  test(`${scenario.name} survives on ${amplify}`, { timeout }, async () => {
    assertSurvives(await checkScenario(scenario, options));
  });
}

/** Checks a scenario as {@link raceTest} does, for tests that want the result. */
export async function checkScenario(scenario: Scenario, options: RaceTestOptions = {}): Promise<Result> {
  const { amplify, seed, runs } = { ...DEFAULTS, ...options };
  const values = resolveOptions(scenario.options, optionTexts(options.set ?? {}));
  return check(await subjectLoader()({ amplify, scenario, options: values, seed }), {
    strategy: randomStrategy(seed),
    budget: { runs },
    ...(options.file && { file: options.file }),
    ...(options.traces && { tracesDir: options.traces }),
  });
}

/** @throws {Error} whose message is the finding as the command line would print it */
export function assertSurvives(result: Result): void {
  const style = { width: WIDTH, colors: pico.createColors(false) };
  const [finding] = result.findings;
  if (finding) {
    throw new Error(`seed ${result.seed}\n\n${formatFinding({ result, finding, also: [] }, style)}`);
  }
  if (result.verdict === 'inconclusive')
    throw new Error(`inconclusive: ${result.reason ?? 'nothing was run'}`);
}
