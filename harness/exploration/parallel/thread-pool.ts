import { Tinypool } from 'tinypool';
import { builtModule } from '../../../host/code-root.ts';
import { carried } from '../../simulation/scenario/carried-error.ts';

/**
 * Realms live for a few milliseconds: a larger young generation than V8's own spares them being moved about. Four times
 * as much takes 200 MB more and saves nothing.
 */
const YOUNG_GENERATION_MB = 48;

/**
 * Threads that run a module of this package, as it was built, also when this runs from source.
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
