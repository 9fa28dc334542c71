import { formatReport } from '../../../reports/index.ts';
import { check } from '../../check/check.ts';
import { loadRelease } from '../../releases/load-release.ts';
import type { Release } from '../../releases/release.ts';
import type { Result } from '../../results/types.ts';
import { OptionError, resolveOptions } from '../../scenario/options.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { randomStrategy } from '../../strategies/random.ts';
import { type Console, exitStatusOf, openConsole } from '../console.ts';
import { type FoundScenario, findScenarios } from '../find-scenarios.ts';
import { writeResults } from '../output/write-results.ts';
import type { RunSettings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';

const DEFAULT_RUNS = 2000;

/** `run`: checks scenarios on releases and reports. @returns the exit status */
export async function run(names: readonly string[], settings: RunSettings): Promise<number> {
  const scenarios = await findScenarios(names);
  // Wrong settings are told before anything is fetched.
  for (const { scenario } of scenarios) optionsFor(scenario, settings.set, scenarios.length > 1);
  const console = openConsole(settings);
  try {
    const releases = await loadReleases(settings.amplify, settings, console);
    const results = await checkAll(scenarios, releases, settings, console);
    console.progress.close();
    const status = exitStatusOf(results);
    console.out(formatReport(results, status, console.style));
    writeResults(results, settings);
    return status;
  } finally {
    console.close();
  }
}

/** Loads every release that was asked for, before anything is checked. */
export async function loadReleases(
  specs: readonly string[],
  settings: Pick<RunSettings, 'cacheDir' | 'offline'>,
  console: Console,
): Promise<Release[]> {
  const releases: Release[] = [];
  for (const spec of specs.length > 0 ? specs : ['installed']) {
    releases.push(
      await loadRelease(spec, {
        ...(settings.cacheDir && { cacheDir: settings.cacheDir }),
        ...(settings.offline && { offline: true }),
        onProgress: console.note,
      }),
    );
  }
  return releases;
}

/** Checks each scenario on each release, until the user interrupts. */
export async function checkAll(
  scenarios: readonly FoundScenario[],
  releases: readonly Release[],
  settings: Pick<RunSettings, 'seed' | 'set' | 'runs' | 'time' | 'traces'>,
  console: Console,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const { scenario, file } of scenarios) {
    const values = optionsFor(scenario, settings.set, scenarios.length > 1);
    for (const release of releases) {
      if (console.interrupted.aborted) return results;
      results.push(
        await check(
          { release, scenario, options: values, program: scenario.program(values), seed: settings.seed },
          {
            strategy: randomStrategy(settings.seed),
            budget: {
              ...(settings.runs !== undefined && { runs: settings.runs }),
              ...(settings.time !== undefined && { seconds: settings.time }),
              ...(settings.runs === undefined && settings.time === undefined && { runs: DEFAULT_RUNS }),
              signal: console.interrupted,
            },
            tracesDir: settings.traces,
            onProgress: (progress) => console.progress.update(progress),
            ...(file && { file }),
          },
        ),
      );
    }
  }
  return results;
}

/**
 * Settings are for every scenario that has the option. With one scenario an unknown one is an error; with
 * several it is passed over where it does not apply.
 */
function optionsFor(
  scenario: Scenario,
  set: Readonly<Record<string, string>>,
  several: boolean,
): ReturnType<typeof resolveOptions> {
  const applicable = several
    ? Object.fromEntries(Object.entries(set).filter(([name]) => name in scenario.options))
    : set;
  try {
    return resolveOptions(scenario.options, applicable);
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(`scenario ${scenario.name}: ${error.message}`);
    throw error;
  }
}
