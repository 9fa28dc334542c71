import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from '../../host/write-whole.ts';
import { noTotals, type Totals } from './totals.ts';

/** How far a run has come, so that an interruption loses little. */
export interface Progress {
  readonly seed: number;
  readonly releases: readonly string[];
  /** Number of the next program. */
  next: number;
  readonly totals: Totals;
}

/**
 * Goes on where the file says, or begins.
 * @param path undefined to begin without a file
 * @throws {TypeError} where the file is of another seed, or of other releases
 */
export function progressIn(
  path: string | undefined,
  { seed, releases }: Pick<Progress, 'seed' | 'releases'>,
): Progress {
  if (path === undefined || !existsSync(path)) return { seed, releases, next: 0, totals: noTotals() };
  const progress = JSON.parse(readFileSync(path, 'utf8')) as Progress;
  if (progress.seed !== seed || progress.releases.join() !== releases.join()) {
    throw new TypeError(
      `${path} has the totals of seed ${progress.seed} on ${progress.releases.join(', ')}: ` +
        'name another file, or repeat the run with these',
    );
  }
  return progress;
}

export function keep(path: string | undefined, progress: Progress): void {
  if (path !== undefined) writeWhole(path, JSON.stringify(progress));
}
