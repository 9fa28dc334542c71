import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Tinypool } from 'tinypool';
import {
  type Budget,
  type Exploration,
  type ExplorationProgress,
  type Symptom,
  stepStats,
} from '../check/explore.ts';
import type { Subject } from '../execution/subject.ts';
import {
  allocateSharedStates,
  type SharedStatesMemory,
  SharedVisitedStates,
} from '../search/shared-visited-states.ts';
import { type SearchUnit, WHOLE_SEARCH } from '../search/unit.ts';
import { exhaustiveCover } from '../strategies/exhaustive.ts';
import { type Covered, SAMPLED } from '../strategies/strategy.ts';
import type { PlainSubject, SearchTask, SearchTaskResult } from './task.ts';

export interface ParallelSearchOptions {
  readonly workers: number;
  readonly budget: Budget;
  /** The file that the scenario is from, unless it is one of the catalogue. */
  readonly file: string | undefined;
  readonly onProgress?: (progress: ExplorationProgress) => void;
}

export interface ParallelSearch extends Exploration {
  readonly covered: Covered;
}

/** Most states of a search; 12 bytes each. */
const CAPACITY = 2 ** 24;
/** Executions of a task: long enough to be worth a message, short enough to share the work out. */
const TASK_EXECUTIONS = 100;
const YOUNG_GENERATION_MB = 64;

/**
 * Searches every interleaving of a subject on several threads, which share a table of the states met. What is
 * found, and how many states there are, does not depend on their number.
 */
export async function searchInParallel(
  subject: Subject,
  options: ParallelSearchOptions,
): Promise<ParallelSearch> {
  const pool = new Tinypool({
    filename: join(packageDirectory(), 'dist/harness/parallel/search-worker.js'),
    minThreads: options.workers,
    maxThreads: options.workers,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  try {
    return await new Coordinator(pool, toPlain(subject, options.file), options).run();
  } finally {
    await pool.destroy();
  }
}

class Coordinator {
  readonly #pool: Tinypool;
  readonly #subject: PlainSubject;
  readonly #options: ParallelSearchOptions;
  readonly #deadline: number | undefined;
  #shared: readonly string[] = [];
  #queue: SearchUnit[] = [];
  #memory: SharedStatesMemory = allocateSharedStates(CAPACITY);
  #endStates = new Set<string>();
  #untracked = new Set<string>();
  #symptoms = new Map<string, Symptom>();
  #lengths = new Map<number, number>();
  #totals = { executions: 0, failing: 0, merged: 0, blocked: 0, tooLong: 0 };
  #uncontrolled: string | undefined;

  constructor(pool: Tinypool, subject: PlainSubject, options: ParallelSearchOptions) {
    this.#pool = pool;
    this.#subject = subject;
    this.#options = options;
    const { seconds } = options.budget;
    this.#deadline = seconds === undefined ? undefined : performance.now() + seconds * 1000;
  }

  async run(): Promise<ParallelSearch> {
    this.#beginWith([]);
    const running = new Set<Promise<void>>();
    let failure: unknown;
    while (this.#queue.length > 0 || running.size > 0) {
      while (this.#queue.length > 0 && running.size < this.#options.workers && !this.#ended()) {
        const task = this.#nextTask(this.#options.workers - running.size);
        const work: Promise<void> = this.#pool
          .run(task)
          .then((result: SearchTaskResult) => this.#take(task, result))
          .catch((error: unknown) => {
            failure ??= error;
          })
          .finally(() => running.delete(work));
        running.add(work);
      }
      if (running.size === 0) break;
      await Promise.race(running);
      if (failure) throw failure;
    }
    return this.#close();
  }

  #ended(): Exploration['ended'] | undefined {
    const { signal, runs } = this.#options.budget;
    if (signal?.aborted) return 'interrupted';
    if (runs !== undefined && this.#totals.executions >= runs) return 'budget';
    if (this.#deadline !== undefined && performance.now() >= this.#deadline) return 'budget';
    return undefined;
  }

  #beginWith(shared: readonly string[]): void {
    this.#shared = shared;
    this.#queue = [WHOLE_SEARCH];
    new BigInt64Array(this.#memory.keys).fill(0n);
    this.#memory = allocateSharedStates(CAPACITY);
    this.#endStates = new Set();
    this.#symptoms = new Map();
    this.#lengths = new Map();
    this.#totals = { ...this.#totals, failing: 0, merged: 0, blocked: 0 };
  }

  /** A fair share of what is queued: the shallow parts, which are last, hold the most work. */
  #nextTask(idle: number): SearchTask {
    const share = Math.max(1, Math.ceil(this.#queue.length / Math.max(1, idle)));
    const units = this.#queue.splice(-share);
    return {
      subject: this.#subject,
      units,
      shared: this.#shared,
      visited: this.#memory,
      mostExecutions: TASK_EXECUTIONS,
    };
  }

  #take(task: SearchTask, result: SearchTaskResult): void {
    this.#totals.executions += result.executions;
    // What was searched before the search began anew is void.
    if (task.shared !== this.#shared) return;
    if (result.foundShared.length > 0) {
      this.#beginWith([...this.#shared, ...result.foundShared]);
      return;
    }
    this.#queue.unshift(...result.units);
    this.#totals.failing += result.failing;
    this.#totals.merged += result.merged;
    this.#totals.blocked += result.blocked;
    this.#totals.tooLong += result.tooLong;
    this.#uncontrolled ??= result.uncontrolled;
    for (const key of result.endStates) this.#endStates.add(key);
    for (const what of result.untracked) this.#untracked.add(what);
    for (const [steps, count] of result.lengths)
      this.#lengths.set(steps, (this.#lengths.get(steps) ?? 0) + count);
    for (const { violation, schedule, hits } of result.symptoms) {
      const key = `${violation.invariant}: ${violation.symptom}`;
      const symptom = this.#symptoms.get(key);
      if (!symptom) {
        this.#symptoms.set(key, {
          violation,
          schedule,
          hits,
          firstHit: this.#totals.executions,
          foundBy: 'exhaustive',
        });
        continue;
      }
      symptom.hits += hits;
      if (isBefore(schedule, symptom.schedule)) symptom.schedule = schedule;
    }
    this.#options.onProgress?.({
      ...this.#totals,
      classes: this.#endStates.size,
      symptoms: this.#symptoms.size,
    });
  }

  #close(): ParallelSearch {
    const isDone = this.#queue.length === 0;
    const states = new SharedVisitedStates(this.#memory).size;
    return {
      ...this.#totals,
      covered: isDone ? exhaustiveCover(states, [...this.#untracked]) : SAMPLED,
      classes: this.#endStates.size,
      symptoms: [...this.#symptoms.values()],
      steps: stepStats(this.#lengths),
      lengths: this.#lengths,
      tooLong: this.#totals.tooLong,
      uncontrolled:
        this.#uncontrolled === undefined
          ? undefined
          : { what: this.#uncontrolled, afterStep: '', stack: undefined },
      ended: isDone ? 'done' : (this.#ended() ?? 'budget'),
    };
  }
}

/** Shorter first, then by their steps: which of several failing schedules is kept must not depend on who came first. */
function isBefore(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return one.length < other.length;
  return one.join(' ') < other.join(' ');
}

function toPlain(
  { scenario, options, program, seed, release }: Subject,
  file: string | undefined,
): PlainSubject {
  const { spec, version, major, flavour, bundle } = release;
  return {
    scenario: scenario.name,
    file,
    options,
    actors: program.map(({ actor }) => actor),
    seed,
    release: { spec, version, major, flavour, bundle: { hash: bundle.hash, code: bundle.code } },
  };
}

/** Workers run what was built, also when this runs from source. */
function packageDirectory(): string {
  return dirname(createRequire(import.meta.url).resolve('amplify-race/package.json'));
}
