import { currentSignature } from '../../results/former-signatures.ts';
import { currentCause } from './former-causes.ts';
import type { RecordedCheck, RecordedFinding } from './record.ts';

/** What differs between two recordings, a line each. */
export function compareIdentities(
  before: readonly RecordedCheck[],
  after: readonly RecordedCheck[],
): string[] {
  const checks = new Map(after.map((check) => [nameOf(check), check]));
  return before.flatMap((check) => {
    const other = checks.get(nameOf(check));
    return other ? differencesOf(check, other) : [`${nameOf(check)}: not recorded again`];
  });
}

function differencesOf(before: RecordedCheck, after: RecordedCheck): string[] {
  const [was, is] = [linesOf(current(before)), linesOf(after)];
  return [
    ...was.filter((line) => !is.includes(line)).map((line) => `${nameOf(before)}: no more: ${line}`),
    ...is.filter((line) => !was.includes(line)).map((line) => `${nameOf(before)}: new: ${line}`),
  ];
}

/** With today's names. */
function current(check: RecordedCheck): RecordedCheck {
  return {
    ...check,
    findings: check.findings.map((finding) => ({
      ...finding,
      signature: currentSignature(finding.signature),
      cause: currentCause(finding.cause),
    })),
    unexplained: check.unexplained.map(currentSignature),
  };
}

function linesOf({ verdict, executions, findings, unexplained }: RecordedCheck): string[] {
  return [
    `verdict ${verdict}`,
    `executions ${executions}`,
    ...findings.map(inWords),
    ...unexplained.map((symptom) => `unexplained ${symptom}`),
  ];
}

function inWords({ signature, cause, schedule, hits }: RecordedFinding): string {
  return `${signature} of ${cause}, ${hits} times, by ${schedule}`;
}

function nameOf({ scenario, amplify }: RecordedCheck): string {
  return `${scenario} on ${amplify}`;
}
