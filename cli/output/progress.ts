import type { Progress } from '../../results/types.ts';
import { progressText } from './progress-text.ts';

/** Where progress is shown: the standard error stream, so that standard output stays clean. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

export interface ProgressLine {
  /** Takes the newest figures; shows them when it is time to. */
  update(progress: Progress): void;
  /**
   * Takes text of any other kind.
   * @param phase what is going on: a change of it is shown at once
   * @param text in one line of so many characters
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
 * Live progress: on a terminal one line redrawn at most ten times a second, elsewhere a plain line now
 * and then; a new phase is shown at once. Silent when quiet.
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
      // A character less than the terminal: some wrap at the last column.
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
