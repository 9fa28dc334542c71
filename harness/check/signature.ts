import type { Violation } from '../invariants/invariant.ts';
import type { Race, Result } from '../results/types.ts';

/** Invariant, symptom and the functions that race: lines move between releases, names hardly do. */
export function signatureOf(violation: Violation, race: Race | undefined): string {
  const functions = race?.steps.map(({ at }) => at[0]?.function?.split('.').at(-1) ?? '?').sort() ?? [];
  return [symptomOf(violation), ...functions].join('/');
}

/** What a signature begins with: the invariant and how it broke. */
export function symptomOf({ invariant, symptom }: Pick<Violation, 'invariant' | 'symptom'>): string {
  return [invariant, symptom.replaceAll(/[^A-Za-z0-9]+/g, '-')].join('/');
}

/**
 * Whether a result has a finding that was met on another release. Of each symptom a check shows one race, and code
 * that moves to another function changes its name: while the symptom is there, that its race goes by another name
 * is no proof of another cause.
 */
export function hasFinding(
  { findings, untold = [] }: Pick<Result, 'findings' | 'untold'>,
  signature: string,
): boolean {
  return (
    untold.includes(symptomIn(signature)) ||
    findings.some((finding) => isSameFinding(finding.signature, signature))
  );
}

/** See {@link hasFinding}. */
export function isSameFinding(one: string, other: string): boolean {
  return symptomIn(one) === symptomIn(other);
}

/** The symptom's part of a signature. */
export function symptomIn(signature: string): string {
  return signature.split('/').slice(0, 2).join('/');
}
