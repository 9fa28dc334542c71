import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Tinypool } from 'tinypool';
import type { CheckTask } from './check-task.ts';
import type { Verdict } from './verdict-store.ts';

/** Realms live for a few milliseconds: a larger young generation spares them being moved about. */
const YOUNG_GENERATION_MB = 64;

/** Threads that check side by side. */
export class CheckPool {
  readonly #pool: Tinypool;

  constructor(threads: number) {
    this.#pool = new Tinypool({
      filename: join(packageDirectory(), 'dist/harness/verdicts/check-worker.js'),
      minThreads: threads,
      maxThreads: threads,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
  }

  /** @throws {Error} named `AbortError` once the signal is aborted */
  check(task: CheckTask, signal?: AbortSignal): Promise<Verdict> {
    return this.#pool.run(task, signal ? { signal } : {});
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

/** Workers run what was built, also when this runs from source. */
function packageDirectory(): string {
  return dirname(createRequire(import.meta.url).resolve('amplify-race/package.json'));
}
