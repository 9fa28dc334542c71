import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { onStandstill } from '../host/standstill.ts';
import { WatchedLog, type Work } from '../host/work-log.ts';
import type { FromCommand, TerminalFacts, ToCommand } from './command-messages.ts';
import { INCONCLUSIVE, STOPS, WRONG_USE } from './exit-status.ts';

/** How long a command may take to say that it is stopping. */
const ANSWER_MS = 1500;
/**
 * Realms live for a few milliseconds: a larger young generation than V8's own spares them being moved about. Four times
 * as much takes 200 MB more and saves nothing.
 */
const YOUNG_GENERATION_MB = 48;

/**
 * Runs the command line in a thread and stays free itself: to stop it when asked to, whatever it is doing; to end with
 * its verdict, whatever else is still going on; and to notice where a scenario or a release ends the thread before the
 * verdict or keeps it from ever coming to one. None of that is status 0. Real time decides only to give up.
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

/** What is printed, and whether it could be. */
class Output {
  failed = false;

  constructor() {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      // The reader wants no more, as of `| head`: the verdict is what it is.
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
    ? 'there is no verdict: what the command awaits never comes, or something ended it'
    : `there is no verdict: a scenario or a release ended the command by ${by}`;
}
