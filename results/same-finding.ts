import type { Result } from './types.ts';

/**
 * Whether a result has a finding that was found on another release. A check shows one race per symptom, and a race
 * changes its name if code moves to another function. So if the symptom occurs, another name of the race does not prove
 * another cause. But a symptom with a race and one without differ: without a race, a fault alone is enough.
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

/** The symptom in a signature: the invariant and how it broke. */
export function symptomIn(signature: string): string {
  return signature.split('/').slice(0, 2).join('/');
}
