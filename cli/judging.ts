import { defaultCacheDir } from '../harness/amplify/releases/cache-directory.ts';
import type { ExpandOptions } from '../harness/amplify/releases/expand-spec.ts';
import { type Npm, npmCommand } from '../harness/amplify/releases/npm.ts';
import { Judge, type Question } from '../harness/checking/verdicts/judge.ts';
import { VerdictStore } from '../harness/checking/verdicts/verdict-store.ts';
import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import { partsOf } from '../harness/simulation/scenario/check-scenario.ts';
import { abruptly } from '../host/work-log.ts';
import { findScenarios } from '../scenarios/find-scenarios.ts';
import { optionsFor, refuseUnknownSettings, strategyFrom } from './commands/run.ts';
import type { Console } from './console.ts';
import { DEFAULT_RUNS, type RunSettings } from './settings.ts';

/** Settings of the commands that judge several releases. */
export type JudgingSettings = Omit<RunSettings, 'amplify' | 'junit'>;

/** What a command that judges several releases works with. */
export interface Judging {
  readonly judge: Judge;
  /** How many releases have been fetched so far. */
  fetched(): number;
  /** Resolves the versions that the user asked for. */
  readonly published: ExpandOptions;
}

/**
 * Scenarios with their options. Wrong settings and mistakes in scenarios are reported before anything is fetched.
 * @throws {UsageError}
 * @throws {ScenarioError}
 */
export async function questionsFor(
  names: readonly string[],
  settings: Pick<RunSettings, 'set' | 'strategy' | 'bound' | 'seed'>,
): Promise<Question[]> {
  const scenarios = await findScenarios(names);
  refuseUnknownSettings(scenarios, settings.set);
  strategyFrom(settings);
  const questions = scenarios.map(({ scenario, file }) => ({
    scenario,
    file,
    options: optionsFor(scenario, settings.set, scenarios.length > 1),
  }));
  for (const { scenario, options } of questions) await partsOf(scenario, options);
  return questions;
}

/** @param share whether `--workers` threads run checks side by side or divide each check's exhaustive search */
export function openJudging(
  settings: JudgingSettings,
  console: Console,
  share: 'checks' | 'search',
): Judging {
  const { strategy, bound, seed, time, traces, cacheDir, offline, patch, workers = 1 } = settings;
  const npm = new CountingNpm(npmCommand);
  const release = { cacheDir, patch };
  const published = {
    cacheDir,
    offline,
    npm,
    onProgress: console.note,
  };
  const load = subjectLoader({ ...published, ...release });
  return {
    judge: new Judge({
      load: (request) => abruptly(() => load(request)),
      store: new VerdictStore(cacheDir ?? defaultCacheDir()),
      settings: {
        strategy,
        bound,
        seed,
        time,
        traces,
        runs: settings.runs ?? (time === undefined ? DEFAULT_RUNS : undefined),
      },
      release,
      ...(share === 'checks' ? { threads: workers } : { workers }),
      signal: console.interrupted,
      onProgress: (progress) => console.progress.update(progress),
    }),
    fetched: () => npm.installs,
    published,
  };
}

class CountingNpm implements Npm {
  installs = 0;
  readonly view: Npm['view'];
  readonly #npm: Npm;

  constructor(npm: Npm) {
    this.#npm = npm;
    this.view = npm.view;
  }

  async install(...args: Parameters<Npm['install']>): Promise<void> {
    await this.#npm.install(...args);
    this.installs += 1;
  }
}
