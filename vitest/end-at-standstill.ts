import { url as debuggerUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import { builtModule } from '../host/code-root.ts';
import { WatchedLog } from '../host/work-log.ts';

let isWatched = false;

/**
 * From now on ends this process, saying why, where a scenario loops for ever: no timeout of Vitest is heard then.
 * Under a debugger it does not, since work stands still at a breakpoint.
 */
export function endAtStandstill(): void {
  if (isWatched || debuggerUrl() !== undefined) return;
  isWatched = true;
  new WatchedLog();
  new Worker(builtModule('vitest/standstill-thread.js')).unref();
}
