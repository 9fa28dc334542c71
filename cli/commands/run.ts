import { check } from '../../harness/checking/check/check.ts';
import type { CheckTask } from '../../harness/checking/verdicts/check-task.ts';
import { createStrategy, StrategyError } from '../../harness/exploration/strategies/create-strategy.ts';
import { type SubjectLoader, subjectLoader } from '../../harness/simulation/execution/load-subject.ts';
import type { Strategy } from '../../harness/simulation/execution/strategy.ts';
import type { Subject } from '../../harness/simulation/execution/subject.ts';
import { partsOf } from '../../harness/simulation/scenario/check-scenario.ts';
import { optionsWithCurrentNames } from '../../harness/simulation/scenario/former-names.ts';
import { OptionError, resolveOptions } from '../../harness/simulation/scenario/options.ts';
import type { Scenario } from '../../harness/simulation/scenario/scenario.ts';
import { suggestion } from '../../host/nearest.ts';
import { UsageError } from '../../host/usage-error.ts';
import { abruptly } from '../../host/work-log.ts';
import { formatAnnotations, formatKnown, formatReport } from '../../reports/index.ts';
import { counted } from '../../reports/text/count.ts';
import type { Result } from '../../results/types.ts';
import { type FoundScenario, findScenarios } from '../../scenarios/find-scenarios.ts';
import { type Baseline, readBaseline } from '../baseline.ts';
import { type Console, openConsole } from '../console.ts';
import { exitStatus, outcomeOf } from '../exit-status.ts';
import { hasNews, isKnown, knownFrom, sortChecks } from '../known-findings.ts';
import { writeResults } from '../output/write-results.ts';
import { refuseUnfitSettings, sharedIn } from '../search-settings.ts';
import { DEFAULT_RUNS, DEFAULT_RUNS_OF_MANY, type RunSettings } from '../settings.ts';

/** `run`: checks scenarios on releases and reports. @returns the exit status */
export async function run(names: readonly string[], settings: RunSettings): Promise<number> {
  const scenarios = await findScenarios(names);
  // Wrong settings and mistakes in scenarios are reported before anything is fetched.
  refuseUnknownSettings(scenarios, settings.set);
  for (const { scenario } of scenarios) {
    await partsOf(scenario, optionsFor(scenario, settings.set, scenarios.length > 1));
  }
  strategyFrom(settings);
  const known = await knownFrom(
    settings.known,
    scenarios.map(({ scenario }) => scenario.name),
  );
  const releases = settings.amplify.length > 0 ? settings.amplify : ['installed'];
  refuseUnfitSettings(settings, scenarios.length * releases.length);
  const shared = settings.sharedFrom === undefined ? undefined : await sharedIn(settings.sharedFrom);
  if (settings.baseline !== undefined && settings.known !== undefined) {
    throw new UsageError(
      '--baseline and --known both list accepted findings: use one of them. --known also reports findings that have gone.',
    );
  }
  const baseline = settings.baseline === undefined ? undefined : await readBaseline(settings.baseline);
  const console = openConsole(settings);
  for (const line of [...(known?.warnings ?? []), ...(baseline?.warnings ?? [])]) console.note(line);
  try {
    const load = cliLoader(settings, console);
    const prepared = await prepare(scenarios, releases, settings, load);
    const withBudget = { ...settings, ...budgetOf(settings, scenarios.length) };
    const results = isForThreads(settings, prepared)
      ? await checkOnThreads(prepared, withBudget, console)
      : await checkAll(prepared, { ...withBudget, shared }, console);
    console.progress.close();
    const sorted = known && sortChecks(results, known);
    const { found, open } = outcomeOf(baseline?.newIn(results) ?? results, prepared.length);
    const status = exitStatus({ found: sorted ? hasNews(sorted) : found, open });
    console.out(
      formatReport(
        results,
        status,
        console.style,
        ({ scenario, version }, signature) =>
          sorted !== undefined && isKnown(sorted, version, signature, scenario),
        sorted,
      ),
    );
    if (known && sorted) console.out(`\n${formatKnown(sorted, known.file, console.style)}`);
    if (baseline) console.out(knownInWords(results, baseline, settings.baseline));
    if (settings.annotate !== undefined) {
      console.out(
        formatAnnotations(results, settings.annotate, (finding) => baseline?.has(finding) ?? false),
      );
    }
    writeResults(results, settings, {
      isKnown: ({ scenario, version }, signature) =>
        (baseline?.has({ signature }) ?? false) ||
        (sorted !== undefined && isKnown(sorted, version, signature, scenario)),
      gone: sorted?.gone ?? [],
    });
    return status;
  } finally {
    console.close();
  }
}

function knownInWords(results: readonly Result[], baseline: Baseline, file = ''): string {
  const signatures = new Set(results.flatMap(({ findings }) => findings.map(({ signature }) => signature)));
  const known = [...signatures].filter((signature) => baseline.has({ signature })).length;
  return `Known from ${file}: ${known} of ${counted(signatures.size, 'finding')}; new: ${signatures.size - known}.`;
}

function budgetOf({ runs, time }: Pick<RunSettings, 'runs' | 'time'>, scenarios: number): { runs?: number } {
  if (runs !== undefined) return { runs };
  if (time !== undefined) return {};
  return { runs: scenarios > 1 ? DEFAULT_RUNS_OF_MANY : DEFAULT_RUNS };
}

/** Whether checks run side by side, one per thread. With the other options here they run one after the other. */
function isForThreads(settings: RunSettings, prepared: readonly Prepared[]): boolean {
  const { workers = 1, checkDeterminism, shard, checkpoint, sharedFrom } = settings;
  return workers > 1 && prepared.length > 1 && !checkDeterminism && !shard && !checkpoint && !sharedFrom;
}

async function checkOnThreads(
  prepared: readonly Prepared[],
  settings: RunSettings,
  console: Console,
): Promise<Result[]> {
  const { checkSideBySide } = await import('../side-by-side.ts');
  return checkSideBySide(tasksOf(prepared, settings), settings.workers ?? 1, console);
}

function tasksOf(prepared: readonly Prepared[], settings: RunSettings): CheckTask[] {
  const { strategy, bound, seed, runs, time, traces, cacheDir, patch } = settings;
  return prepared.map(({ subject: { scenario, options, release }, file }) => ({
    scenario: scenario.name,
    file,
    options,
    amplify: release.spec,
    settings: { strategy, bound, seed, runs, time, traces },
    release: { cacheDir, patch },
  }));
}

/** Loads subjects according to the settings of the command line. */
export function cliLoader(
  { cacheDir, offline, patch }: Pick<RunSettings, 'cacheDir' | 'offline' | 'patch'>,
  console: Console,
): SubjectLoader {
  const load = subjectLoader({
    cacheDir,
    offline,
    patch,
    onProgress: console.note,
  });
  return (request) => abruptly(() => load(request));
}

/** A subject that is ready to be checked. */
export interface Prepared {
  readonly subject: Subject;
  /** The scenario's file, unless the scenario is from the catalogue. */
  readonly file: string | undefined;
}

/** Each scenario on each release, all loaded before anything is checked. */
export async function prepare(
  scenarios: readonly FoundScenario[],
  releases: readonly string[],
  { seed, set }: Pick<RunSettings, 'seed' | 'set'>,
  load: SubjectLoader,
): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const { scenario, file } of scenarios) {
    const options = optionsFor(scenario, set, scenarios.length > 1);
    for (const amplify of releases) {
      prepared.push({ subject: await load({ amplify, scenario, options, seed }), file });
    }
  }
  return prepared;
}

/** The settings of `run` that a check needs. */
export interface CheckSettings
  extends Pick<
    RunSettings,
    | 'strategy'
    | 'bound'
    | 'seed'
    | 'runs'
    | 'time'
    | 'workers'
    | 'checkDeterminism'
    | 'shard'
    | 'checkpoint'
    | 'traces'
  > {
  /** Locations known to be shared. */
  readonly shared?: readonly string[] | undefined;
}

/** Checks one subject after the other, until the user interrupts. */
export async function checkAll(
  prepared: readonly Prepared[],
  settings: CheckSettings,
  console: Console,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const { subject, file } of prepared) {
    if (console.interrupted.aborted) return results;
    results.push(
      await check(subject, {
        strategy: strategyFrom(settings),
        budget: {
          runs: settings.runs,
          seconds: settings.time,
          signal: console.interrupted,
        },
        tracesDir: settings.traces,
        onProgress: (progress) => console.progress.update(progress),
        file,
        workers: settings.workers,
        checkDeterminism: settings.checkDeterminism,
        shard: settings.shard,
        shared: settings.shared,
        checkpoint: settings.checkpoint,
      }),
    );
  }
  return results;
}

/** Every check needs its own: a strategy remembers what it has explored. */
export function strategyFrom({
  strategy,
  bound,
  seed,
}: Pick<RunSettings, 'strategy' | 'bound' | 'seed'>): Strategy {
  try {
    return createStrategy(strategy, { seed, bound });
  } catch (error) {
    if (error instanceof StrategyError) throw new UsageError(error.message);
    throw error;
  }
}

/** An option that no scenario has is a typing error; one that only some have is not. */
export function refuseUnknownSettings(
  scenarios: readonly FoundScenario[],
  set: Readonly<Record<string, string>>,
): void {
  if (scenarios.length === 1) return;
  const known = [...new Set(scenarios.flatMap(({ scenario }) => Object.keys(scenario.options)))];
  const unknown = Object.keys(optionsWithCurrentNames(set, known)).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UsageError(
    `no scenario has an option "${unknown}".${suggestion(unknown, known)} Options: ${known.join(', ')}.`,
  );
}

/**
 * Applies settings to every scenario that has the option. With one scenario an unknown option is an error; with
 * several, scenarios without it ignore it.
 */
export function optionsFor(
  scenario: Scenario,
  set: Readonly<Record<string, string>>,
  several: boolean,
): ReturnType<typeof resolveOptions> {
  const names = Object.keys(scenario.options);
  const applicable = several
    ? Object.fromEntries(
        Object.entries(optionsWithCurrentNames(set, names)).filter(([name]) => names.includes(name)),
      )
    : set;
  try {
    return resolveOptions(scenario.options, applicable);
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(`scenario ${scenario.name}: ${error.message}`);
    throw error;
  }
}
