import type { Progress } from '../../results/types.ts';
import { progressText } from './progress-text.ts';

/** Where progress goes: standard error, so that standard output stays clean. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

export interface ProgressLine {
  /** Takes the newest figures, and shows them if the last ones are old enough. */
  update(progress: Progress): void;
  /**
   * Takes any other text.
   * @param phase what is going on; a new phase is shown at once
   * @param text makes one line of at most the given number of characters
   */
  show(phase: string, text: ProgressText): void;
  /** Clears the line, so that other output can follow. */
  close(): void;
}

export type ProgressText = (width?: number) => string;

export interface ProgressLineOptions {
  readonly stream: ProgressStream;
  readonly quiet: boolean;
  /** Milliseconds on any clock that does not run backwards. */
  readonly now?: () => number;
}

/** Erases the line and goes back to its first column. */
const CLEAR_LINE = '\u001b[2K\u001b[G';

const millisecondsBetween = { frames: 100, lines: 10_000 };

/**
 * Live progress. A terminal gets one line, redrawn at most ten times a second; anything else gets a plain line at
 * most every ten seconds. A new phase is shown at once. Prints nothing if `quiet`.
 */
export function createProgressLine({
  stream,
  quiet,
  now = () => performance.now(),
}: ProgressLineOptions): ProgressLine {
  if (quiet) return { update() {}, show() {}, close() {} };
  const { write, close } = stream.isTTY ? redrawn(stream) : appended(stream);
  const pause = stream.isTTY ? millisecondsBetween.frames : millisecondsBetween.lines;
  let shown: { at: number; phase: string } | undefined;
  const show = (phase: string, text: ProgressText): void => {
    const at = now();
    if (shown?.phase === phase && at - shown.at < pause) return;
    shown = { at, phase };
    write(text);
  };
  return {
    update(progress) {
      const phase = [progress.scenario, progress.amplify, progress.phase].join('\n');
      show(phase, (width) => progressText(progress, width));
    },
    show,
    close,
  };
}

function redrawn(stream: ProgressStream) {
  let isShown = false;
  return {
    write: (text: ProgressText) => {
      // One character less than the terminal has: some terminals wrap at the last column.
      stream.write(CLEAR_LINE + text((stream.columns ?? 80) - 1));
      isShown = true;
    },
    close: () => {
      if (isShown) stream.write(CLEAR_LINE);
      isShown = false;
    },
  };
}

function appended(stream: ProgressStream) {
  return {
    write: (text: ProgressText) => {
      stream.write(`${text()}\n`);
    },
    close() {},
  };
}
