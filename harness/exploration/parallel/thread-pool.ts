import { Tinypool } from 'tinypool';
import { builtModule } from '../../../host/code-root.ts';
import { carried } from '../../simulation/scenario/carried-error.ts';

/**
 * Realms live for a few milliseconds. A larger young generation than V8's default avoids copying them. Four times as
 * much takes 200 MB more and saves no time.
 */
const YOUNG_GENERATION_MB = 48;

/**
 * Threads that run the built form of a module of this package, even if this runs from source.
 * @param module its path from `dist`
 */
export function threadPool(module: string, threads: number, workerData?: unknown): Tinypool {
  const pool = new Tinypool({
    filename: builtModule(module),
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
