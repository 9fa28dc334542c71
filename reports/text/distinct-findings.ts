import type { Finding, Result } from '../../results/types.ts';

/** A finding and the check that found it. */
export interface FoundIn {
  readonly result: Result;
  readonly finding: Finding;
}

/** One root cause: the finding that is shown for it, and the other checks that found it. */
export interface DistinctFinding extends FoundIn {
  readonly also: readonly FoundIn[];
}

/**
 * Findings by cause, in the order in which they were found. In each check, those of the most severe invariants come
 * first.
 */
export function distinctFindings(results: readonly Result[]): DistinctFinding[] {
  const byCause = new Map<string, { first: FoundIn; also: FoundIn[] }>();
  for (const result of results) {
    for (const finding of result.findings) {
      const known = byCause.get(finding.cause);
      if (known) known.also.push({ result, finding });
      else byCause.set(finding.cause, { first: { result, finding }, also: [] });
    }
  }
  return [...byCause.values()].map(({ first, also }) => ({ ...first, also }));
}
