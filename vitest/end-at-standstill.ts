import { url as debuggerUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import { builtModule } from '../host/code-root.ts';
import { WatchedLog } from '../host/work-log.ts';

let isWatched = false;

/**
 * From now on, ends this process with an explanation if a scenario loops for ever: Vitest's timeout cannot fire then.
 * Does nothing under a debugger, where work stands still at a breakpoint.
 */
export function endAtStandstill(): void {
  if (isWatched || debuggerUrl() !== undefined) return;
  isWatched = true;
  new WatchedLog();
  new Worker(builtModule('vitest/standstill-thread.js')).unref();
}
