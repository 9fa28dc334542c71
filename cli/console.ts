import { setMaxListeners } from 'node:events';
import pico from 'picocolors';
import { setGentle } from '../host/work-log.ts';
import type { Style } from '../reports/console/style.ts';
import { STOPS } from './exit-status.ts';
import { createProgressLine, type ProgressLine } from './output/progress.ts';

/** What a command needs from the terminal and the process. */
export interface Console {
  readonly out: (text: string) => void;
  /** Prints what is not a result: progress and notes. */
  readonly note: (text: string) => void;
  readonly style: Style;
  readonly progress: ProgressLine;
  /** Aborted by the first Ctrl-C or termination request; the second one ends the process. */
  readonly interrupted: AbortSignal;
  close(): void;
}

const LEAST_WIDTH = 60;
const DEFAULT_WIDTH = 110;
const MOST_WIDTH = 140;

export function openConsole({ quiet = false }: { readonly quiet?: boolean | undefined }): Console {
  const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, process.stdout.columns ?? DEFAULT_WIDTH));
  const colors = pico.createColors(pico.isColorSupported && process.stdout.isTTY === true);
  const progress = createProgressLine({ stream: process.stderr, quiet });
  const controller = new AbortController();
  // Every check of a run listens to it.
  setMaxListeners(0, controller.signal);
  const onStop = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(STOPS[signal as keyof typeof STOPS]);
    controller.abort();
    progress.close();
    process.stderr.write('Stopping. The results so far follow. Press Ctrl-C again to quit at once.\n');
  };
  for (const signal of Object.keys(STOPS)) process.on(signal, onStop);
  setGentle(true);
  return {
    out: (text) => process.stdout.write(`${text}\n`),
    note: (text) => {
      if (quiet) return;
      progress.close();
      process.stderr.write(`${text}\n`);
    },
    style: { width, colors },
    progress,
    interrupted: controller.signal,
    close() {
      setGentle(false);
      progress.close();
      for (const signal of Object.keys(STOPS)) process.off(signal, onStop);
    },
  };
}
