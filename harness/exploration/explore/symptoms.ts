import type { ExecutionFacts } from '../../simulation/execution/facts.ts';
import { severityRank } from '../../simulation/invariants/index.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';
import { symptomOf } from './signature.ts';

/** Executions that broke the same invariant in the same way. */
export interface Symptom {
  readonly violation: Violation;
  /** Causal ids of the shortest failing execution so far. */
  readonly schedule: readonly string[];
  /** What happened in that execution, if known, to compare it with another one of the same schedule. */
  readonly facts?: ExecutionFacts | undefined;
  readonly hits: number;
  readonly firstHit: number;
  /** Name of the strategy that found it first. */
  readonly foundBy: string;
}

/** The symptoms found so far, each once, in order. */
export class Symptoms implements Iterable<Symptom> {
  readonly #bySymptom = new Map<string, Symptom>();

  constructor(symptoms: Iterable<Symptom> = []) {
    for (const symptom of symptoms) this.add(symptom);
  }

  get size(): number {
    return this.#bySymptom.size;
  }

  /** Whether this schedule would be kept in place of the present one. */
  wouldKeep({ violation, schedule }: Pick<Symptom, 'violation' | 'schedule'>): boolean {
    const known = this.#bySymptom.get(symptomOf(violation));
    return !known || isBefore(schedule, known.schedule);
  }

  add(symptom: Symptom): void {
    const key = symptomOf(symptom.violation);
    const known = this.#bySymptom.get(key);
    if (!known) {
      this.#bySymptom.set(key, symptom);
      return;
    }
    const { schedule, facts } = isBefore(symptom.schedule, known.schedule) ? symptom : known;
    this.#bySymptom.set(key, { ...known, schedule, facts, hits: known.hits + symptom.hits });
  }

  [Symbol.iterator](): Iterator<Symptom> {
    return this.#bySymptom.values();
  }
}

/** Shorter first, then by their steps: which failing schedule is kept must not depend on the order in which they are found. */
function isBefore(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return one.length < other.length;
  return one.join(' ') < other.join(' ');
}

/**
 * Ordered by the severity of the invariant, then by when they were found. What an exhaustive search finds first depends on
 * its threads, so its symptoms are ordered by their text, after those found before the search.
 */
export function mostSevereFirst(symptoms: readonly Symptom[]): Symptom[] {
  const met = ({ foundBy, firstHit }: Symptom): number =>
    foundBy === 'exhaustive' ? Number.MAX_VALUE : firstHit;
  const words = ({ violation }: Symptom): string => symptomOf(violation);
  return symptoms.toSorted(
    (one, other) =>
      severityRank(one.violation) - severityRank(other.violation) ||
      met(one) - met(other) ||
      (words(one) < words(other) ? -1 : 1),
  );
}
