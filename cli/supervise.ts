import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { onStandstill } from '../host/standstill.ts';
import { WatchedLog, type Work } from '../host/work-log.ts';
import type { FromCommand, TerminalFacts, ToCommand } from './command-messages.ts';
import { INCONCLUSIVE, STOPS, WRONG_USE } from './exit-status.ts';

/** How long a command may take to say that it is stopping. */
const ANSWER_MS = 1500;
/**
 * Realms live for a few milliseconds. A larger young generation than V8's default avoids copying them. Four times as
 * much takes 200 MB more and saves no time.
 */
const YOUNG_GENERATION_MB = 48;

/**
 * Runs the command line in a thread of its own, so that this thread stays free. It can stop the command whatever that is
 * doing, and end with its verdict whatever else is still running. It also notices when a scenario or a release ends the
 * thread before there is a verdict, or blocks it for ever. Neither gives status 0. Real time decides only when to give up.
 */
export function supervise(args: readonly string[]): void {
  const log = new WatchedLog();
  const size = new Int32Array(new SharedArrayBuffer(8));
  const measure = (): void => {
    size[0] = process.stdout.columns ?? 0;
    size[1] = process.stderr.columns ?? 0;
  };
  measure();
  process.stdout.on('resize', measure);
  const terminal: TerminalFacts = {
    size,
    isTerminal: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true },
  };
  const worker = new Worker(new URL('./command-thread.js', import.meta.url), {
    argv: [...args],
    workerData: terminal,
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20),
    },
  });
  const output = new Output();
  worker.stdout.on('data', (chunk) => process.stdout.write(chunk));
  worker.stderr.on('data', (chunk) => process.stderr.write(chunk));

  let isOver = false;
  const end = (status: number, ...lines: readonly string[]): void => {
    if (isOver) return;
    isOver = true;
    for (const line of lines) process.stderr.write(`${line}\n`);
    process.stdout.write('', () =>
      process.stderr.write('', () => process.exit(output.failed ? WRONG_USE : status)),
    );
  };

  let endedBy: string | undefined;
  let answered = false;
  worker.on('message', (message: FromCommand) => {
    if ('status' in message) end(message.status);
    else if ('endedBy' in message) endedBy = message.endedBy;
    else answered = true;
  });
  worker.on('error', (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    end(WRONG_USE, `error: the command failed${during(log.underWay())}`, text);
  });
  worker.on('exit', () => end(WRONG_USE, `error: ${earlyEnd(endedBy)}${during(log.underWay())}`));

  let asked = false;
  const stop = (signal: NodeJS.Signals): void => {
    const status = STOPS[signal as keyof typeof STOPS];
    if (asked || !log.gentle) {
      if (asked) end(status);
      else end(INCONCLUSIVE, 'Stopped.');
      return;
    }
    asked = true;
    worker.postMessage({ stop: signal } satisfies ToCommand);
    setTimeout(() => {
      if (!answered) end(INCONCLUSIVE, `Stopped: the command did not answer${during(log.underWay())}`);
    }, ANSWER_MS);
  };
  for (const signal of Object.keys(STOPS)) process.on(signal, stop);
  onStandstill(log, (lines) => end(WRONG_USE, ...lines));
}

/** Notices whether standard output could be written. */
class Output {
  failed = false;

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // The reader wants no more, as in `| head`. That does not change the verdict.
      if (error.code === 'EPIPE' || this.failed) return;
      this.failed = true;
      process.stderr.write(`error: cannot write to standard output: ${error.code ?? error.message}\n`);
    });
    process.stderr.on('error', () => {});
  }
}

function during(work: Work | undefined): string {
  return work ? ` (${work.what})` : '';
}

function earlyEnd(by: string | undefined): string {
  return by === undefined
    ? 'no verdict: the command waits for something that never happens, or something ended it'
    : `no verdict: a scenario or a release ended the command with ${by}`;
}
