import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isOpen } from '../../../results/is-open.ts';
import type { OptionValues, Progress, Result } from '../../../results/types.ts';
import { sha256 } from '../../amplify/releases/file-hashes.ts';
import { keepTrace } from '../../analysis/trace/keep-trace.ts';
import type { SubjectLoader } from '../../simulation/execution/load-subject.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import type { Scenario } from '../../simulation/scenario/scenario.ts';
import { CheckPool } from './check-pool.ts';
import { type CheckSettings, checkSubject } from './check-task.ts';
import { harnessCodeHash } from './code-hash.ts';
import { scenarioHash } from './scenario-hash.ts';
import type { Verdict, VerdictStore } from './verdict-store.ts';

/** A scenario with the values of its options. */
export interface Question {
  readonly scenario: Scenario;
  /** The scenario's file, unless the scenario is from the catalogue. */
  readonly file?: string | undefined;
  readonly options: OptionValues;
}

/** A verdict, and whether it was cached. */
export interface Judgement extends Verdict {
  readonly subject: Subject;
  readonly known: boolean;
}

export interface JudgeOptions {
  readonly load: SubjectLoader;
  readonly store: VerdictStore;
  readonly settings: CheckSettings;
  readonly release: { readonly cacheDir?: string | undefined; readonly patch?: string | undefined };
  /** The most checks to run side by side, each on its own thread; 1, the default, runs them on this thread. */
  readonly threads?: number | undefined;
  /** Threads for an exhaustive search if checks do not run side by side. */
  readonly workers?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Checks scenarios on releases, each once: verdicts are cached. */
export class Judge {
  readonly #options: JudgeOptions;
  #pool: CheckPool | undefined;

  constructor(options: JudgeOptions) {
    this.#options = options;
  }

  /** Loads the subject, and fetches its release if necessary. @throws {ReleaseError} if that is not available */
  subject({ scenario, options }: Question, amplify: string): Promise<Subject> {
    return this.#options.load({ amplify, scenario, options, seed: this.#options.settings.seed });
  }

  /**
   * @param amplify `installed`, an exact version, or `file:`
   * @throws {ReleaseError} if the release is not available
   */
  async judge(question: Question, amplify: string): Promise<Judgement> {
    const { store } = this.#options;
    const subject = await this.subject(question, amplify);
    const key = await this.#keyOf(question, subject);
    const known = store.read(key);
    if (known) return { ...this.#relabelled(known, subject), subject, known: true };
    const verdict = await this.#check(question, subject);
    if (isLasting(verdict.result)) await store.write(key, verdict);
    return { ...this.#relabelled(verdict, subject), subject, known: false };
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }

  #check(question: Question, subject: Subject): Promise<Verdict> {
    const { settings, release, threads = 1, workers, signal, onProgress } = this.#options;
    if (threads === 1) {
      return checkSubject(subject, question.file, settings, {
        signal,
        onProgress,
        workers,
      });
    }
    this.#pool ??= new CheckPool(threads);
    const { scenario, options, file } = question;
    const task = { scenario: scenario.name, file, options, amplify: subject.release.spec, settings, release };
    return this.#pool.check(task, signal);
  }

  /** Everything that a verdict depends on. */
  async #keyOf({ scenario, file, options }: Question, { release, seed }: Subject): Promise<string> {
    const { strategy, bound, runs, time } = this.#options.settings;
    return sha256(
      JSON.stringify([
        harnessCodeHash(),
        [scenario.name, file ?? '', await scenarioHash(file), options],
        // The spec is part of schedules and of the commands that replay them.
        [release.bundle.hash, release.spec, release.version, release.patch ?? ''],
        [strategy, bound, seed, runs, time],
      ]),
    );
  }

  /** Uses the release's current label, and writes traces to the current directory. */
  #relabelled({ result, traces }: Verdict, { release }: Subject): Verdict {
    const findings = result.findings.map((finding) => {
      const trace = traces[finding.signature];
      if (!trace) return finding;
      // The name contains the trace's hash, so an existing file has the same content.
      const path = join(this.#options.settings.traces, traceName(finding.trace));
      return { ...finding, ...(existsSync(path) ? { trace: path } : keepTrace(path, trace)) };
    });
    return { traces, result: { ...result, amplify: release.label, findings } };
  }
}

function traceName(path = ''): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/**
 * Whether to cache a result. An inconclusive check may have had a temporary cause, an interrupted one is no answer, and a
 * trace that could not be written may be written next time.
 */
function isLasting(result: Result): boolean {
  return !isOpen(result) && result.findings.every(({ untraced }) => untraced === undefined);
}
