import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Tinypool } from 'tinypool';
import { carried } from '../process/carried-error.ts';

/** Realms live for a few milliseconds: a larger young generation spares them being moved about. */
const YOUNG_GENERATION_MB = 192;

/**
 * Threads that run a module of this package, as it was built, also when this runs from source.
 * @param module from `dist/harness`
 */
export function threadPool(module: string, threads: number, workerData?: unknown): Tinypool {
  const packageDirectory = dirname(createRequire(import.meta.url).resolve('amplify-race/package.json'));
  const pool = new Tinypool({
    filename: join(packageDirectory, 'dist/harness', module),
    minThreads: threads,
    maxThreads: threads,
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  const run = pool.run.bind(pool);
  pool.run = async (...args) => {
    try {
      return await run(...args);
    } catch (error) {
      throw carried(error);
    }
  };
  return pool;
}
