import { KnownFindingsError, readKnownFindings } from '../harness/checking/known/known-file.ts';
import { sortFindings } from '../harness/checking/known/sort-findings.ts';
import { suggestion } from '../host/nearest.ts';
import { UsageError } from '../host/usage-error.ts';
import { counted } from '../reports/text/count.ts';
import type { HuntResult } from '../results/hunt.ts';
import { isOpen } from '../results/is-open.ts';
import type { KnownFinding, Looked, SortedFindings } from '../results/known.ts';
import type { Result } from '../results/types.ts';
import { CATALOGUE } from '../scenarios/index.ts';

/** The file given by `--known`, read. */
export interface KnownFindings {
  readonly file: string;
  readonly entries: readonly KnownFinding[];
  /** Warnings about signatures in an older form; empty if there are none. */
  readonly warnings: readonly string[];
}

/**
 * @param own names of the scenarios of this run that are not in the catalogue
 * @throws {UsageError} if the file cannot be used
 */
export async function knownFrom(
  file: string | undefined,
  own: readonly string[] = [],
): Promise<KnownFindings | undefined> {
  if (file === undefined) return undefined;
  try {
    const { findings, former } = await readKnownFindings(file);
    return {
      file,
      entries: findings,
      warnings: [...formerInWords(file, former), ...slipsIn(file, findings, own)],
    };
  } catch (error) {
    if (error instanceof KnownFindingsError) throw new UsageError(error.message);
    throw error;
  }
}

/** A warning with the file's name, then each old signature and its replacement. */
export function formerInWords(file: string, former: ReadonlyMap<string, string>): string[] {
  if (former.size === 0) return [];
  return [
    `warning: ${file} has ${counted(former.size, 'signature')} in an older form, which the next version will not read. Replace`,
    ...[...former].map(([before, now]) => `  ${before}\n  with ${now}`),
  ];
}

/** Entries whose scenario does not exist but resembles one that does: they would apply to nothing. */
function slipsIn(file: string, entries: readonly KnownFinding[], own: readonly string[]): string[] {
  const names = ['hunt', ...CATALOGUE.map(({ name }) => name), ...own];
  return [...new Set(entries.map(({ scenario }) => scenario))]
    .filter((scenario) => !names.includes(scenario) && suggestion(scenario, names) !== '')
    .map(
      (scenario) =>
        `warning: ${file} has entries for "${scenario}", which is not a scenario.${suggestion(scenario, names)}`,
    );
}

/** Sorts the findings of checks into known, new and gone. */
export function sortChecks(results: readonly Result[], { entries }: KnownFindings): SortedFindings {
  return sortFindings(results.map(lookedInCheck), entries);
}

/** Sorts the findings of hunts into known, new and gone. */
export function sortHunts(hunts: readonly HuntResult[], { entries }: KnownFindings): SortedFindings {
  return sortFindings(hunts.map(lookedInHunt), entries);
}

/** Whether the file lists a finding for the place where it was found. */
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

/** Whether the user has something to look into: a new finding, or a known one that has gone. */
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
