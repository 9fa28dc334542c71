import { counted } from '../reports/text/count.ts';
import { currentSignature } from '../results/former-signatures.ts';
import { readReport } from '../results/read-report.ts';
import { isSameFinding } from '../results/same-finding.ts';
import type { Finding, Result } from '../results/types.ts';

/** The findings of an earlier report. */
export interface Baseline {
  has(finding: Pick<Finding, 'signature'>): boolean;
  /** Warnings about signatures in an older form; empty if there are none. */
  readonly warnings: readonly string[];
  /** The results without known findings. A result that had no other finding survives. */
  newIn(results: readonly Result[]): Result[];
}

/**
 * Reads known findings from a report that `--json` wrote.
 * @throws {ReportError} if the file does not exist or is not a report
 */
export async function readBaseline(path: string): Promise<Baseline> {
  const { results } = await readReport(path);
  const written = results.flatMap(({ findings }) => findings.map(({ signature }) => signature));
  const signatures = written.map(currentSignature);
  const former = signatures.filter((signature, index) => signature !== written[index]).length;
  const has: Baseline['has'] = ({ signature }) => signatures.some((known) => isSameFinding(known, signature));
  return {
    has,
    warnings:
      former === 0
        ? []
        : [
            `warning: ${path} has ${counted(former, 'signature')} in an older form, which the next version will not read. Write the report again with --json.`,
          ],
    newIn: (results) =>
      results.map((result) => {
        const findings = result.findings.filter((finding) => !has(finding));
        return result.verdict === 'fails' && findings.length === 0
          ? { ...result, findings, verdict: 'survives' }
          : { ...result, findings };
      }),
  };
}
