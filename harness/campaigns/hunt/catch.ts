import type { HuntedFinding, RootCause } from '../../../results/hunt.ts';
import { symptomOf } from '../../exploration/explore/signature.ts';
import { severityRank } from '../../simulation/invariants/index.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';

interface Caught {
  readonly cause: string;
  readonly finding: HuntedFinding;
  /** See {@link symptomOf}. */
  readonly symptom: string;
}

/** What a hunt has found so far: the first finding for each cause and invariant. */
export class Catch {
  readonly #caught: Caught[] = [];
  /** Failing executions by their symptom. */
  readonly #hits = new Map<string, number>();

  /** Counts a failing execution. */
  count(violation: Violation): void {
    const symptom = symptomOf(violation);
    this.#hits.set(symptom, (this.#hits.get(symptom) ?? 0) + 1);
  }

  has(invariant: string, cause: string): boolean {
    return this.#caught.some(
      ({ cause: known, finding }) => known === cause && finding.invariant === invariant,
    );
  }

  add(violation: Violation, cause: string, finding: HuntedFinding): void {
    this.#caught.push({ cause, finding, symptom: symptomOf(violation) });
  }

  /** Number of distinct causes. */
  get size(): number {
    return new Set(this.#caught.map(({ cause }) => cause)).size;
  }

  /** Distinct causes, ordered by the most severe invariant that they break, then by when they were found. */
  ranked(): RootCause[] {
    const caught = this.#caught.toSorted(
      ({ finding: one }, { finding: other }) =>
        severityRank(one) - severityRank(other) || one.firstHit - other.firstHit,
    );
    return [...new Set(caught.map(({ cause }) => cause))].map((cause) => ({
      cause,
      findings: caught
        .filter((each) => each.cause === cause)
        .map(({ finding, symptom }) => ({ ...finding, hits: this.#hits.get(symptom) ?? finding.hits })),
    }));
  }
}
