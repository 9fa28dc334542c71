import { UsageError } from '../host/usage-error.ts';
import { readReport } from '../results/read-report.ts';
import type { RunSettings } from './settings.ts';

type SearchSettings = Pick<
  RunSettings,
  'strategy' | 'checkDeterminism' | 'shard' | 'checkpoint' | 'sharedFrom'
>;

/**
 * Refuses what is for one exhaustive search where there is none, or more than one.
 * @param checks how many there will be
 * @throws {UsageError}
 */
export function refuseUnfitSettings(
  { strategy, checkDeterminism, shard, checkpoint, sharedFrom }: SearchSettings,
  checks: number,
): void {
  const forOne = [
    ...(checkpoint === undefined ? [] : ['--checkpoint']),
    ...(sharedFrom === undefined ? [] : ['--shared-from']),
  ];
  const [given] = [...forOne, ...(shard ? ['--shard'] : [])];
  if (given === undefined) return;
  if (strategy !== 'exhaustive') {
    throw new UsageError(`${given} needs an exhaustive search, not ${strategy}: add --strategy exhaustive`);
  }
  if (checkDeterminism) {
    throw new UsageError(`${given} cannot be combined with --check-determinism: leave one of them out`);
  }
  if (checks > 1 && forOne.length > 0) {
    throw new UsageError(
      `${given} works on a single check, not on ${checks}: name one scenario and one release`,
    );
  }
}

/**
 * The locations that a shard knew to be shared.
 * @param path of its report
 * @throws {UsageError | ReportError} when it is not that of a single shard
 */
export async function sharedIn(path: string): Promise<readonly string[]> {
  const { results } = await readReport(path);
  const [shard, ...others] = results.flatMap((result) => result.shard ?? []);
  if (!shard || others.length > 0)
    throw new UsageError(
      `${path} is not the report of a single shard: name a file that \`run --shard\` wrote with --json`,
    );
  return shard.shared;
}
