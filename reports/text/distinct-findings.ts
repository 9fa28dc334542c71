import type { Finding, Result } from '../../harness/results/types.ts';

/** A finding where it was met. */
export interface FoundIn {
  readonly result: Result;
  readonly finding: Finding;
}

/** One root cause: where it is shown, and the other checks that met it too. */
export interface DistinctFinding extends FoundIn {
  readonly also: readonly FoundIn[];
}

/** Findings by signature, in the order in which they were first met. */
export function distinctFindings(results: readonly Result[]): DistinctFinding[] {
  const bySignature = new Map<string, { first: FoundIn; also: FoundIn[] }>();
  for (const result of results) {
    for (const finding of result.findings) {
      const known = bySignature.get(finding.signature);
      if (known) known.also.push({ result, finding });
      else bySignature.set(finding.signature, { first: { result, finding }, also: [] });
    }
  }
  return [...bySignature.values()].map(({ first, also }) => ({ ...first, also }));
}
