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
  /** Which release to check; the project's own by default. */
  readonly amplify?: string;
  /** Options of the scenario that differ from their defaults. */
  readonly set?: Readonly<Record<string, string | number | boolean>>;
  readonly seed?: number;
  /** What decides the order, as on the command line; `portfolio` by default. */
  readonly strategy?: string;
  /** How far a strategy with a bound goes; its own default when absent. */
  readonly bound?: number;
  /** Executions; 1,000 by default unless {@link time} is given: enough to finish a search of two concurrent calls. */
  readonly runs?: number;
  /** Seconds to spend. */
  readonly time?: number;
  /** The file that exports the scenario, for the command that replays one which is not in the catalogue. */
  readonly file?: string;
  /** Directory for traces of findings; none are written by default. */
  readonly traces?: string;
  /** Milliseconds until Vitest gives the test up; a minute by default, beyond the {@link time} to spend. */
  readonly timeout?: number;
}

const DEFAULTS = { amplify: 'installed', seed: 1, strategy: DEFAULT_STRATEGY };
const DEFAULT_RUNS = 1000;
const MINUTE = 60_000;
const WIDTH = 110;
const WITHOUT_FILE = "(a scenario of your own is found by this command once raceTest is given its 'file')";

/**
 * Makes a scenario an ordinary Vitest test. It prints what was covered, and fails with the shrunk interleaving, the
 * seed and the command that replays it.
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
 * Checks a scenario as {@link raceTest} does, for tests that want the result.
 * @throws {ScenarioError} for a scenario with mistakes, all of which it names
 * @throws {TypeError} for options that there are not, or values that they do not take
 * @throws {StrategyError} for a strategy that there is not, or a bound that it does not take
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
    budget: { ...(runs !== undefined && { runs }), ...(time !== undefined && { seconds: time }) },
    ...(options.file && { file: options.file }),
    ...(options.traces && { tracesDir: options.traces }),
  });
}

/** @throws {Error} whose message is the finding as the command line would print it */
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
