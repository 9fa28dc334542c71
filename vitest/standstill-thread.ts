import { writeSync } from 'node:fs';
import { onStandstill } from '../host/standstill.ts';
import { WatchedLog } from '../host/work-log.ts';

// Watches the thread in which Vitest runs a test: see `endAtStandstill`.

const STANDARD_ERROR = 2;

onStandstill(new WatchedLog(), (lines) => {
  writeSync(STANDARD_ERROR, `${lines.join('\n')}\n`);
  // A thread that loops is ended neither by an exit of this thread nor by a gentler signal.
  process.kill(process.pid, 'SIGKILL');
});
// Not unref'd: otherwise this thread would end at once. It does not keep the process alive.
setInterval(() => {}, 1_000_000);
