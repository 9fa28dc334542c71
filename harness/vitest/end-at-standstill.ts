import { url as debuggerUrl } from 'node:inspector';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { WatchedLog } from '../process/work-log.ts';

let isWatched = false;

/**
 * From now on ends this process, saying why, where a scenario loops for ever: no timeout of Vitest is heard then.
 * Under a debugger it does not, since work stands still at a breakpoint.
 */
export function endAtStandstill(): void {
  if (isWatched || debuggerUrl() !== undefined) return;
  isWatched = true;
  new WatchedLog();
  const packageDirectory = dirname(createRequire(import.meta.url).resolve('amplify-race/package.json'));
  new Worker(join(packageDirectory, 'dist/harness/vitest/standstill-thread.js')).unref();
}
