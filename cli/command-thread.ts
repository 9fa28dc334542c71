import { parentPort, workerData } from 'node:worker_threads';
import { scenarioPosition } from '../harness/simulation/scenario/scenario-position.ts';
import type { FromCommand, TerminalFacts, ToCommand } from './command-messages.ts';
import { reportStrayRejections } from './stray-rejections.ts';

// The command line, in a thread of its own: see `supervise`.

const { isTerminal, size } = workerData as TerminalFacts;
const tell = (message: FromCommand): void => parentPort?.postMessage(message);

describeTerminal(process.stdout, isTerminal.out, 0);
describeTerminal(process.stderr, isTerminal.err, 1);

parentPort?.on('message', ({ stop }: ToCommand) => {
  tell({ stopping: true });
  process.emit(stop);
});
// Listening for messages must not keep the thread alive.
parentPort?.unref();

const exit = process.exit.bind(process);
process.exit = (code) => {
  const position = scenarioPosition(new Error('exit'));
  tell({ endedBy: `process.exit()${position === undefined ? '' : ` in ${position}`}` });
  return exit(code ?? undefined);
};

const statusOf = reportStrayRejections();
const { main } = await import('./program.ts');
const status = statusOf(await main(process.argv.slice(2)));
await flushed(process.stdout);
await flushed(process.stderr);
tell({ status });

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

function describeTerminal(stream: NodeJS.WriteStream, isTTY: boolean, index: number): void {
  Object.defineProperty(stream, 'isTTY', { value: isTTY });
  Object.defineProperty(stream, 'columns', { get: () => size[index] || undefined });
}
