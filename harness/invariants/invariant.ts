import type { Execution } from '../execution/execution.ts';

/** A named property of executions: the oracle. Written once, true of every scenario. */
export interface Invariant {
  /** In kebab case, as shown in reports. */
  readonly name: string;
  /** What must hold, in one sentence. */
  readonly statement: string;
  /** Whether it says something only once nothing is left to happen, so that no step can be named that broke it. */
  readonly onlyAtEnd?: boolean;
  /** Judges a whole execution. */
  check(execution: Execution): Breach | undefined;
}

/** How an invariant broke. */
export interface Breach {
  /** For people, without secrets. */
  readonly message: string;
  /** The way in which it broke: breaches of one invariant in the same way are the same symptom. */
  readonly symptom: string;
}

export interface Violation extends Breach {
  readonly invariant: string;
}
