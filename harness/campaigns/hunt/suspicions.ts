import { symptomOf } from '../../exploration/explore/signature.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';
import { isFault } from '../../simulation/world/step.ts';
import type { HuntedProgram } from './hunted-program.ts';

interface Suspicion {
  /** Circumstances in which it occurred. */
  readonly circumstances: Set<string>;
  /** Number of new circumstances since it was last investigated. */
  fresh: number;
  /** Number of new circumstances that it takes to investigate it again. */
  wanted: number;
}

/**
 * Decides which failing executions to shrink, because shrinking takes as long as hundreds of executions. A symptom is
 * investigated if it occurs in new circumstances: a combination of calls, storage, rotation and faults that it has not
 * occurred in before. Each time that this leads only to a known cause, the number of new circumstances that are needed
 * doubles.
 */
export class Suspicions {
  readonly #bySymptom = new Map<string, Suspicion>();

  /** Notes a failing execution. @returns whether to investigate it */
  add(violation: Violation, program: HuntedProgram, executed: Executed): boolean {
    const suspicion = this.#of(violation);
    const size = suspicion.circumstances.size;
    suspicion.circumstances.add(circumstancesOf(program, executed));
    suspicion.fresh += suspicion.circumstances.size - size;
    return suspicion.fresh >= suspicion.wanted;
  }

  /** Notes the outcome of an investigation. */
  settle(violation: Violation, { isNew }: { readonly isNew: boolean }): void {
    const suspicion = this.#of(violation);
    suspicion.fresh = 0;
    suspicion.wanted = isNew ? 1 : suspicion.wanted * 2;
  }

  #of(violation: Violation): Suspicion {
    const key = symptomOf(violation);
    const suspicion = this.#bySymptom.get(key) ?? { circumstances: new Set(), fresh: 0, wanted: 1 };
    this.#bySymptom.set(key, suspicion);
    return suspicion;
  }
}

function circumstancesOf(program: HuntedProgram, { calls, steps }: Executed): string {
  const apis = new Set(calls.filter(({ startedAt }) => startedAt !== undefined).map(({ api }) => api));
  const faults = new Set(steps.filter(isFault).map(({ kind }) => kind));
  const { platform, storage, rotation, realms, boot, signedIn } = program;
  return [
    platform === 'web' ? platform : storage,
    `rotation ${rotation}`,
    realms > 1 ? 'realms' : 'realm',
    boot,
    signedIn,
    ...[...apis].sort(),
    ...[...faults].sort(),
  ].join(' ');
}
