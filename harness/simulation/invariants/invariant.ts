import type { Execution, WholeExecution } from '../execution/execution.ts';

/** A named property of executions: the oracle. Written once, true of every scenario. */
export interface Invariant {
  /** In kebab case, as shown in reports. */
  readonly name: string;
  /** What must hold, in one sentence. */
  readonly statement: string;
  /** Whether it says something only once nothing is left to happen, so that no step can be named that broke it. */
  readonly onlyAtEnd?: boolean;
  /** Whether it is about any code, not about the session: alone it makes no green. */
  readonly aboutAnyCode?: boolean;
  /** Judges a whole execution. */
  check(execution: Execution): Judgement;
}

/** An invariant of a scenario's own. It may look at all that happened. */
export interface OwnInvariant extends Omit<Invariant, 'check'> {
  /**
   * Whether it goes by what calls, storage and server came to, and not by any order. A search then takes far fewer
   * executions. If it reads steps, or where among them something happened, such as `startedAt` of a call, that is wrong
   * use: a {@link ScenarioError}.
   */
  readonly ignoresOrder?: boolean;
  /**
   * Judges a whole execution. Its steps are in an order that stands for all orders that differ only in steps which
   * commute. Of those in which a call begins or ends, an event is dispatched, a page loads, a request reaches the
   * server, something goes wrong or is well again, it is the order in which they happened.
   */
  check(execution: WholeExecution): Judgement;
}

/** What an invariant says of an execution in which it has nothing to judge: neither that it holds nor that it broke. */
export const NOT_IN_FORCE = 'not-in-force';

/** A breach; {@link NOT_IN_FORCE}; or undefined where the invariant holds. */
export type Judgement = Breach | typeof NOT_IN_FORCE | undefined;

/** Whether it says that the invariant broke. */
export function isBreach(judgement: Judgement): judgement is Breach {
  return judgement !== undefined && judgement !== NOT_IN_FORCE;
}

/**
 * Judges each of several things.
 * @returns the first breach; without any thing to judge, {@link NOT_IN_FORCE}
 */
export function judgeEach<T>(things: Iterable<T>, judgeOne: (thing: T) => Breach | undefined): Judgement {
  let judgement: Judgement = NOT_IN_FORCE;
  for (const thing of things) {
    const breach = judgeOne(thing);
    if (breach) return breach;
    judgement = undefined;
  }
  return judgement;
}

/** How an invariant broke. */
export interface Breach {
  /** For people, without secrets. */
  readonly message: string;
  /**
   * A stable code in kebab case for the way in which it broke; names of APIs, errors, entries and events go as they are.
   * It is part of what a finding is known by: breaches of one invariant with one code are the same symptom. Other
   * characters than letters, digits and hyphens become hyphens there.
   */
  readonly symptom: string;
}

export interface Violation extends Breach {
  readonly invariant: string;
}
