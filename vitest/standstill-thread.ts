import { writeSync } from 'node:fs';
import { onStandstill } from '../host/standstill.ts';
import { WatchedLog } from '../host/work-log.ts';

// The thread that watches the one in which Vitest runs a test: see `endAtStandstill`.

const STANDARD_ERROR = 2;

onStandstill(new WatchedLog(), (lines) => {
  writeSync(STANDARD_ERROR, `${lines.join('\n')}\n`);
  // Neither an exit of this thread nor a gentler signal ends a thread that is in a loop.
  process.kill(process.pid, 'SIGKILL');
});
// Not unref'd: without it this thread would be over at once. It does not keep the process from its end.
setInterval(() => {}, 1_000_000);
