import type { OptionValues, Progress } from '../../../results/types.ts';
import { readOwnTrace } from '../../analysis/trace/trace-file.ts';
import { createStrategy } from '../../exploration/strategies/create-strategy.ts';
import { type SubjectLoader, subjectLoader } from '../../simulation/execution/load-subject.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import type { Scenario } from '../../simulation/scenario/scenario.ts';
import { check } from '../check/check.ts';
import type { Verdict } from './verdict-store.ts';

/** How to check: all settings of a check except what is checked. */
export interface CheckSettings {
  readonly strategy: string;
  readonly bound?: number | undefined;
  readonly seed: number;
  readonly runs?: number | undefined;
  /** Seconds of real time. */
  readonly time?: number | undefined;
  /** Where traces of findings are written. */
  readonly traces: string;
}

/** A check as plain data, which can be sent to a worker thread. */
export interface CheckTask {
  readonly scenario: string;
  /** The scenario's file, unless the scenario is from the catalogue. */
  readonly file: string | undefined;
  readonly options: OptionValues;
  /** A release that is in the cache or on this machine. */
  readonly amplify: string;
  readonly settings: CheckSettings;
  readonly release: { readonly cacheDir?: string | undefined; readonly patch?: string | undefined };
}

export interface CheckHelp {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Threads for an exhaustive search; 1 by default. */
  readonly workers?: number | undefined;
}

/** Checks a subject and gathers the traces of what was found. */
export async function checkSubject(
  subject: Subject,
  file: string | undefined,
  { strategy, bound, seed, runs, time, traces: tracesDir }: CheckSettings,
  { signal, onProgress, workers }: CheckHelp = {},
): Promise<Verdict> {
  const result = await check(subject, {
    strategy: createStrategy(strategy, { seed, bound }),
    budget: {
      runs,
      seconds: time,
      signal,
    },
    tracesDir,
    file,
    workers,
    onProgress,
  });
  const traces = await Promise.all(
    result.findings.flatMap(({ signature, trace }) =>
      trace === undefined ? [] : [readOwnTrace(trace).then((read) => [signature, read] as const)],
    ),
  );
  return { result, traces: Object.fromEntries(traces) };
}

/** Loads the subject of a task. Everything is in the cache by then, so it asks no registry. */
export function subjectOf(
  scenario: Scenario,
  { options, amplify, settings, release }: CheckTask,
  load: SubjectLoader = subjectLoader({ ...release, offline: true }),
): Promise<Subject> {
  return load({ amplify, scenario, options, seed: settings.seed });
}
