import type { Tinypool } from 'tinypool';
import { loadInstrumented } from '../../instrumentation/heap/load-instrumented.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import type { Budget, Exploration, ExplorationProgress } from '../explore/explore.ts';
import { neverEnds } from '../explore/never-ends.ts';
import { toPlain } from './plain-subject.ts';
import { type SearchOutcome, SearchState, type Shard } from './search-state.ts';
import type { SearchTask, SearchTaskResult, WorkerStart } from './task.ts';
import { UnitSearcher } from './unit-searcher.ts';

export interface ParallelSearchOptions {
  /** Worker threads; if absent, the search stays in this thread. */
  readonly workers?: number | undefined;
  readonly budget: Budget;
  /** The file that the scenario is from, unless it is one of the catalogue. */
  readonly file?: string | undefined;
  /** The state to start from; the beginning by default. The search changes it. */
  readonly state?: SearchState | undefined;
  /** The part to search; all by default. */
  readonly shard?: Shard | undefined;
  readonly onProgress?: ((progress: ExplorationProgress) => void) | undefined;
}

/** Executions in this thread before others are started: most searches of two calls need no more. */
const FIRST_EXECUTIONS = 100;
/** With this many parts a shard, the work of shards is about even. */
const PARTS_OF_A_SHARD = 16;
/** Executions of a task: enough to be worth a message, few enough for live progress. */
const TASK_EXECUTIONS = 200;

/**
 * Searches every interleaving of a subject, optionally on several threads, which share a table of visited states. The
 * verdict, the set of end states and the symptoms do not depend on the number of threads. The numbers of executions and
 * states do: they depend on which thread reaches a state first.
 */
export async function searchInParallel(
  subject: Subject,
  options: ParallelSearchOptions,
): Promise<SearchOutcome> {
  const search = new ParallelSearch(subject, options);
  return search.run();
}

class ParallelSearch {
  readonly #subject: Subject;
  readonly #options: ParallelSearchOptions;
  readonly #state: SearchState;
  readonly #recall = new SharedArrayBuffer(4);
  /** Executions that ran before the search was last stopped. */
  readonly #before: number;
  /** Executions that running tasks may take. */
  #allotted = 0;
  #ended: Exclude<Exploration['ended'], 'done'> | undefined;

  constructor(subject: Subject, options: ParallelSearchOptions) {
    this.#subject = subject;
    this.#options = options;
    this.#state = options.state ?? new SearchState();
    this.#before = this.#state.totals.executions;
  }

  async run(): Promise<SearchOutcome> {
    const { workers, budget } = this.#options;
    const end = (ended: 'interrupted' | 'budget'): void => {
      this.#ended ??= ended;
      this.#wantBack(true);
    };
    const interrupt = (): void => end('interrupted');
    const timer = budget.seconds && setTimeout(() => end('budget'), budget.seconds * 1000);
    budget.signal?.addEventListener('abort', interrupt);
    if (budget.signal?.aborted) interrupt();
    try {
      while (this.#isWanted) {
        if (this.#mustSplit) await this.#split();
        await this.#searchHere(workers === undefined ? Number.POSITIVE_INFINITY : FIRST_EXECUTIONS);
        if (this.#hasWork) await this.#searchThere(workers ?? 1);
      }
    } finally {
      clearTimeout(timer);
      budget.signal?.removeEventListener('abort', interrupt);
    }
    const ended = this.#state.queue.length === 0 ? 'done' : (this.#ended ?? 'budget');
    return this.#state.outcome(ended, this.#options.shard);
  }

  /** Whether there is something left to search, and the budget allows it. */
  get #isWanted(): boolean {
    return this.#state.queue.length > 0 && this.#ended === undefined && this.#leftToAllot > 0;
  }

  get #hasWork(): boolean {
    return this.#isWanted && !this.#mustSplit;
  }

  /** Whether the search has started, or started again, and has to be reduced to its shard. */
  get #mustSplit(): boolean {
    return this.#options.shard !== undefined && !this.#state.isShard;
  }

  /** Searches near the start, in the same way for each shard, until there are enough parts to distribute. */
  async #split(): Promise<void> {
    const { shard } = this.#options;
    if (!shard) return;
    const searcher = new UnitSearcher(this.#subject, this.#recall);
    const isCoarse = (): boolean => this.#state.queue.length < shard.count * PARTS_OF_A_SHARD;
    while (this.#isWanted && isCoarse()) {
      const { queue, shared, memory } = this.#state;
      const shallowest = Math.min(...queue.map(({ path }) => path.length));
      const at = queue.findIndex(({ path }) => path.length === shallowest);
      const units = queue.slice(at, at + 1);
      this.#state.queue = queue.toSpliced(at, 1);
      const task = { units, shared, visited: memory, mostExecutions: 1 };
      this.#state.take(task, await searcher.search(task, this.#state.alone));
    }
    // If this stopped early, the parts would differ from those of the other shards.
    if (this.#state.queue.length > 0 && isCoarse()) this.#state.beginAnew();
    else this.#state.keepShard(shard);
  }

  get #leftToAllot(): number {
    const { runs = Number.POSITIVE_INFINITY } = this.#options.budget;
    return runs - (this.#state.totals.executions - this.#before) - this.#allotted;
  }

  async #searchHere(most: number): Promise<void> {
    const searcher = new UnitSearcher(this.#subject, this.#recall);
    const until = this.#state.totals.executions + most;
    while (this.#hasWork && this.#state.totals.executions < until) {
      const task = this.#nextTask(1, FIRST_EXECUTIONS);
      this.#take(task, await searcher.search(task, this.#state.alone));
    }
  }

  async #searchThere(workers: number): Promise<void> {
    const { sourceMap: _, ...instrumented } = await loadInstrumented(this.#subject.release.bundle);
    const { threadPool } = await import('./thread-pool.ts');
    const pool = threadPool('harness/exploration/parallel/search-worker.js', workers, {
      subject: toPlain(this.#subject, this.#options.file),
      instrumented,
      recall: this.#recall,
    } satisfies WorkerStart);
    try {
      await this.#keepBusy(pool, workers);
    } finally {
      await pool.destroy();
    }
  }

  async #keepBusy(pool: Tinypool, workers: number): Promise<void> {
    const running = new Set<Promise<void>>();
    let failure: { readonly error: unknown } | undefined;
    for (;;) {
      while (this.#hasWork && running.size < workers) {
        const task = this.#nextTask(workers - running.size, TASK_EXECUTIONS);
        const work: Promise<void> = pool
          .run(task)
          .then((result: SearchTaskResult) => this.#take(task, result))
          .catch((error: unknown) => {
            failure ??= { error };
          })
          .finally(() => running.delete(work));
        running.add(work);
      }
      if (running.size === 0) return;
      this.#wantBack(this.#ended !== undefined || running.size < workers);
      await Promise.race(running);
      if (failure) throw failure.error;
    }
  }

  /** Sets whether tasks should return early, because threads are idle or time is up. */
  #wantBack(isWanted: boolean): void {
    Atomics.store(new Int32Array(this.#recall), 0, isWanted ? 1 : 0);
  }

  /** A fair share of the queue: every n-th part, so that it holds as much work as the others. */
  #nextTask(idle: number, most: number): SearchTask {
    const { queue, shared, memory } = this.#state;
    const units = queue.filter((_, index) => index % idle === 0);
    this.#state.queue = queue.filter((_, index) => index % idle !== 0);
    const mostExecutions = Math.min(most, this.#leftToAllot);
    this.#allotted += mostExecutions;
    return { units, shared, visited: memory, mostExecutions };
  }

  #take(task: SearchTask, result: SearchTaskResult): void {
    this.#allotted -= task.mostExecutions;
    this.#state.take(task, result);
    const { executions, failing } = this.#state.totals;
    if (neverEnds(this.#state.totals)) this.#ended ??= 'budget';
    this.#options.onProgress?.({
      executions,
      failing,
      classes: this.#state.endStates.size,
      symptoms: this.#state.symptoms.size,
      search: this.#state.facts,
    });
  }
}
