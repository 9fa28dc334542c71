import type { Result } from './types.ts';

/**
 * Whether a result has a finding that was met on another release. Of each symptom a check shows one race, and code
 * that moves to another function changes its name: while the symptom is there, that its race goes by another name
 * is no proof of another cause. That there is a race at all is what tells causes apart: without one a fault alone
 * is enough.
 */
export function hasFinding(
  { findings, unexplained = [] }: Pick<Result, 'findings' | 'unexplained'>,
  signature: string,
): boolean {
  return (
    unexplained.includes(symptomIn(signature)) ||
    findings.some((finding) => isSameFinding(finding.signature, signature))
  );
}

/** See {@link hasFinding}. */
export function isSameFinding(one: string, other: string): boolean {
  return symptomIn(one) === symptomIn(other) && isRace(one) === isRace(other);
}

function isRace(signature: string): boolean {
  return signature !== symptomIn(signature);
}

/** The symptom's part of a signature: the invariant and how it broke. */
export function symptomIn(signature: string): string {
  return signature.split('/').slice(0, 2).join('/');
}
