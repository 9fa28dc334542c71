import pico from 'picocolors';
import { test } from 'vitest';
import { check } from '../harness/checking/check/check.ts';
import { createStrategy } from '../harness/exploration/strategies/create-strategy.ts';
import { parseScheduleString } from '../harness/exploration/strategies/schedule-string.ts';
import { DEFAULT_STRATEGY } from '../harness/exploration/strategies/strategy-kinds.ts';
import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import { refuseMistakesIn, refuseWhatIsNone } from '../harness/simulation/scenario/check-scenario.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import type { Scenario } from '../harness/simulation/scenario/scenario.ts';
import { checkInWords, formatFinding, unjudgedInWords } from '../reports/index.ts';
import { optionTexts } from '../results/option-texts.ts';
import type { Result } from '../results/types.ts';
import { endAtStandstill } from './end-at-standstill.ts';
import { refuseMistakesInOptions } from './race-test-options.ts';

export interface RaceTestOptions {
  /** The release to check; the project's own by default. */
  readonly amplify?: string;
  /** Options of the scenario that differ from their defaults. */
  readonly set?: Readonly<Record<string, string | number | boolean>>;
  readonly seed?: number;
  /** The strategy, as on the command line; `portfolio` by default. */
  readonly strategy?: string;
  /** The bound of a strategy that has one; its own default if absent. */
  readonly bound?: number;
  /** Number of executions; 1,000 by default unless {@link time} is given: this finishes a search of two concurrent calls. */
  readonly runs?: number;
  /** Seconds to spend. */
  readonly time?: number;
  /** The file that exports the scenario. The replay command needs it if the scenario is not in the catalogue. */
  readonly file?: string;
  /** Directory for traces of findings; none are written by default. */
  readonly traces?: string;
  /** Milliseconds after which Vitest stops the test; by default a minute, in addition to {@link time}. */
  readonly timeout?: number;
}

const DEFAULTS = { amplify: 'installed', seed: 1, strategy: DEFAULT_STRATEGY };
const DEFAULT_RUNS = 1000;
const MINUTE = 60_000;
const WIDTH = 110;
const WITHOUT_FILE = "(this command can find a scenario of your own only if raceTest gets its 'file')";

/**
 * Defines an ordinary Vitest test for a scenario. It prints what was covered, and fails with the shrunk interleaving,
 * the seed and the command that replays it.
 */
export function raceTest(scenario: Scenario, options: RaceTestOptions = {}): void {
  refuseWhatIsNone(scenario);
  const { amplify } = { ...DEFAULTS, ...options };
  const { time = 0, timeout = MINUTE + 1000 * time } = options;
  test(`${scenario.name} survives on ${amplify}`, { timeout }, async () => {
    const result = await checkScenario(scenario, options);
    assertSurvives(result);
    const unjudged = unjudgedInWords(result);
    console.log(`${checkInWords(result)}${unjudged === undefined ? '' : `; ${unjudged}`}`);
  });
}

/**
 * Checks a scenario as {@link raceTest} does, and returns the result.
 * @throws {ScenarioError} for a scenario with mistakes; it names all of them
 * @throws {TypeError} for unknown options or invalid values
 * @throws {StrategyError} for an unknown strategy, or a bound that it does not accept
 */
export async function checkScenario(scenario: Scenario, options: RaceTestOptions = {}): Promise<Result> {
  refuseMistakesInOptions(options);
  const { amplify, seed, strategy } = { ...DEFAULTS, ...options };
  const { time, runs = time === undefined ? DEFAULT_RUNS : undefined } = options;
  await refuseMistakesIn(scenario);
  endAtStandstill();
  const values = resolveOptions(scenario.options, optionTexts(options.set ?? {}));
  return check(await subjectLoader()({ amplify, scenario, options: values, seed }), {
    strategy: createStrategy(strategy, { seed, bound: options.bound }),
    budget: { runs, seconds: time },
    file: options.file,
    tracesDir: options.traces,
  });
}

/** @throws {Error} if the scenario does not survive; the message is the finding as the command line prints it */
export function assertSurvives(result: Result): void {
  const style = { width: WIDTH, colors: pico.createColors(false) };
  const [finding] = result.findings;
  if (finding) {
    const lines = [checkInWords(result), '', formatFinding({ result, finding, also: [] }, style)];
    if (parseScheduleString(finding.schedule).file === undefined) lines.push(`  ${WITHOUT_FILE}`);
    throw new Error(lines.join('\n'));
  }
  if (result.verdict === 'inconclusive')
    throw new Error(`inconclusive: ${result.reason ?? 'nothing was run'}`);
}
