import type { Tinypool } from 'tinypool';
import { threadPool } from '../../exploration/parallel/thread-pool.ts';
import type { CheckTask } from './check-task.ts';
import type { Verdict } from './verdict-store.ts';

/** Threads that run checks side by side. */
export class CheckPool {
  readonly #pool: Tinypool;

  constructor(threads: number) {
    this.#pool = threadPool('harness/checking/verdicts/check-worker.js', threads);
  }

  /** @throws {Error} named `AbortError` once the signal is aborted */
  check(task: CheckTask, signal?: AbortSignal): Promise<Verdict> {
    return this.#pool.run(task, signal ? { signal } : {});
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
