import { ReleaseError } from '../../amplify/releases/errors.ts';
import type { Judge, Judgement, Question } from './judge.ts';

/** A scenario on a release: the judgement, or why the release is not available; undefined if it was interrupted. */
export type Cell = Judgement | { readonly unavailable: string } | undefined;

export interface JudgeAllOptions {
  /** Number of checks to run side by side. */
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onCell?: (question: Question, release: string, cell: NonNullable<Cell>) => void;
}

/**
 * Judges scenarios on releases.
 * @returns for each release, in the given order, a cell for each scenario
 */
export async function judgeAll(
  judge: Judge,
  questions: readonly Question[],
  releases: readonly string[],
  { threads, signal, onCell = () => {} }: JudgeAllOptions,
): Promise<Cell[][]> {
  const cells: Cell[][] = releases.map(() => questions.map(() => undefined));
  const jobs = releases.flatMap((release, row) =>
    questions.map((question, column) => ({ release, row, question, column })),
  );
  const next = jobs.values();
  const work = async (): Promise<void> => {
    for (const { release, row, question, column } of next) {
      if (signal.aborted) return;
      const cell = await judgeOne(judge, question, release, signal);
      const line = cells[row];
      if (cell && line) {
        line[column] = cell;
        onCell(question, release, cell);
      }
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return cells;
}

async function judgeOne(
  judge: Judge,
  question: Question,
  release: string,
  signal: AbortSignal,
): Promise<Cell> {
  try {
    return await judge.judge(question, release);
  } catch (error) {
    if (error instanceof ReleaseError) return { unavailable: error.message };
    if (signal.aborted) return undefined;
    throw error;
  }
}
