import type { Subject } from '../../simulation/execution/subject.ts';
import {
  type Budget,
  type Exploration,
  type ExplorationProgress,
  explore,
  progressOf,
} from '../explore/explore.ts';
import { Tally } from '../explore/tally.ts';
import type { SamplingStrategy } from '../strategies/sampling.ts';
import { toPlain } from './plain-subject.ts';
import type { SampleStart, SampleTask } from './sample-task.ts';
import { threadPool } from './thread-pool.ts';

export interface ParallelSampleOptions {
  readonly workers: number;
  readonly budget: Budget;
  /** The file that the scenario is from, unless it is one of the catalogue. */
  readonly file?: string | undefined;
  readonly onProgress?: ((progress: ExplorationProgress) => void) | undefined;
}

/** Executions in this thread before others are started: starting one takes as long as some hundreds of executions. */
const FIRST_EXECUTIONS = 500;
/** Executions of a task: enough to be worth a message, few enough for live progress. */
const TASK_EXECUTIONS = 100;

/**
 * Runs a subject in random orders, on several threads. The result of a given number of executions does not depend on the
 * number of threads: each thread runs some of them, and their results are combined in the order of their numbers.
 */
export async function sampleInParallel(
  subject: Subject,
  strategy: SamplingStrategy,
  { workers, budget, file, onProgress = () => {} }: ParallelSampleOptions,
): Promise<Exploration> {
  const { signal, seconds, runs = Number.POSITIVE_INFINITY } = budget;
  const deadline = seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000;
  const alone = { ...budget, runs: Math.min(runs, FIRST_EXECUTIONS) };
  const { ended, ...first } = await explore(subject, strategy, alone, onProgress);
  const { sampling } = strategy;
  const hasMore = first.executions === FIRST_EXECUTIONS && runs > FIRST_EXECUTIONS && !first.uncontrolled;
  if (ended !== 'budget' || !hasMore) return { ...first, ended };

  const tally = new Tally();
  tally.addAll(first);
  const workerData: SampleStart = { subject: toPlain(subject, file), strategy: sampling.settings };
  const pool = threadPool('harness/exploration/parallel/sample-worker.js', workers, workerData);
  const isWanted = (): boolean => !signal?.aborted && !tally.uncontrolled && performance.now() < deadline;
  try {
    const running: Promise<Exploration>[] = [];
    for (let from = first.executions; ; ) {
      // One more than there are threads, so that none waits for the slowest.
      while (isWanted() && from < runs && running.length <= workers) {
        const task: SampleTask = { from, executions: Math.min(TASK_EXECUTIONS, runs - from) };
        const result: Promise<Exploration> = pool.run(task);
        // If an earlier one fails, nobody awaits this one any more.
        result.catch(() => {});
        running.push(result);
        from += task.executions;
      }
      const next = running.shift();
      if (!next) break;
      const result = await next;
      // After that no execution counts, as in a single thread.
      if (tally.uncontrolled) continue;
      tally.addAll(result);
      onProgress(progressOf(tally));
    }
  } finally {
    await pool.destroy();
  }
  return { ...tally.figures(), ended: signal?.aborted ? 'interrupted' : 'budget' };
}
