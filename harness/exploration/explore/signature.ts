import type { Race } from '../../../results/types.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';

/** Invariant, symptom and the functions that race. Names change less between releases than lines do. */
export function signatureOf(violation: Violation, race: Race | undefined): string {
  const functions = race?.steps.map(({ at }) => at[0]?.function?.split('.').at(-1) ?? '?').sort() ?? [];
  return [symptomOf(violation), ...functions].join('/');
}

/** The beginning of a signature: the invariant and how it broke. */
export function symptomOf({ invariant, symptom }: Pick<Violation, 'invariant' | 'symptom'>): string {
  return [invariant, symptom.replaceAll(/[^A-Za-z0-9]+/g, '-')].join('/');
}
