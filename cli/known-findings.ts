import { KnownFindingsError, readKnownFindings } from '../harness/checking/known/known-file.ts';
import { sortFindings } from '../harness/checking/known/sort-findings.ts';
import { UsageError } from '../host/usage-error.ts';
import { counted } from '../reports/text/count.ts';
import type { HuntResult } from '../results/hunt.ts';
import { isOpen } from '../results/is-open.ts';
import type { KnownFinding, Looked, SortedFindings } from '../results/known.ts';
import type { Result } from '../results/types.ts';

/** The file given by `--known`, read. */
export interface KnownFindings {
  readonly file: string;
  readonly entries: readonly KnownFinding[];
  /** What to tell the user of signatures of an older form; empty where there are none. */
  readonly warnings: readonly string[];
}

/** @throws {UsageError} when it cannot be used */
export async function knownFrom(file: string | undefined): Promise<KnownFindings | undefined> {
  if (file === undefined) return undefined;
  try {
    const { findings, former } = await readKnownFindings(file);
    return { file, entries: findings, warnings: formerInWords(file, former) };
  } catch (error) {
    if (error instanceof KnownFindingsError) throw new UsageError(error.message);
    throw error;
  }
}

/** One line each: a file, then what to replace by what. */
export function formerInWords(file: string, former: ReadonlyMap<string, string>): string[] {
  if (former.size === 0) return [];
  return [
    `warning: ${file} has ${counted(former.size, 'signature')} of an older form, which the next version will not read. Replace`,
    ...[...former].map(([before, now]) => `  ${before}\n  by ${now}`),
  ];
}

/** What the file makes of checks. */
export function sortChecks(results: readonly Result[], { entries }: KnownFindings): SortedFindings {
  return sortFindings(results.map(lookedInCheck), entries);
}

/** What the file makes of hunts. */
export function sortHunts(hunts: readonly HuntResult[], { entries }: KnownFindings): SortedFindings {
  return sortFindings(hunts.map(lookedInHunt), entries);
}

/** Whether a finding is one that the file has for where it was met. */
export function isKnown(
  { known }: SortedFindings,
  version: string,
  signature: string,
  scenario = 'hunt',
): boolean {
  return known.some(
    ({ looked, signature: met }) =>
      met === signature && looked.version === version && looked.scenario === scenario,
  );
}

/** Whether something is to be looked into: a finding that is new, or one that has gone. */
export function hasNews({ fresh, gone }: SortedFindings): boolean {
  return fresh.length > 0 || gone.length > 0;
}

function lookedInCheck(result: Result): Looked {
  const { scenario, options, version, executions, coverage, complete, findings, unexplained = [] } = result;
  return {
    scenario,
    options,
    version,
    executions,
    exhaustive: coverage === 'exhaustive' && complete,
    reliable: !isOpen(result),
    signatures: findings.map(({ signature }) => signature),
    unexplained,
  };
}

function lookedInHunt({ version, executions, interrupted, inconclusive, causes }: HuntResult): Looked {
  return {
    scenario: 'hunt',
    options: {},
    version,
    executions,
    exhaustive: false,
    reliable: !interrupted && inconclusive === 0,
    signatures: causes.flatMap(({ findings }) => findings.map(({ signature }) => signature)),
    unexplained: [],
  };
}
