/**
 * - `start`: the program of an actor begins, if it is code.
 * - `call`: an app's call into Amplify starts.
 * - `effect`: a storage operation takes effect.
 * - `completion`: the caller of a storage operation gets its result.
 * - `request`: a request reaches the server; its state changes here.
 * - `response`: a response is delivered.
 * - `fault`: a fault happens: in place of one of these steps or beside them, once or from now on.
 * - `recovery`: a fault that lasted for a time ends.
 * - `propagation`: a write of one browser tab becomes visible in another process.
 * - `event`: a page receives an event from outside.
 * - `load`: a page loads because the user returns to it from another site.
 * - `timer`: virtual time moves on to the next timer, which fires.
 * - `kill`: a realm dies, all that it had under way is lost, and its app is started again.
 * - `rest`: nothing more happens. Offered when everything else is optional; never taken.
 */
export type StepKind =
  | 'start'
  | 'call'
  | 'effect'
  | 'completion'
  | 'request'
  | 'response'
  | 'fault'
  | 'recovery'
  | 'propagation'
  | 'event'
  | 'load'
  | 'timer'
  | 'kill'
  | 'rest';

/**
 * What a step did, as data: stable codes and names without secrets. Tokens have names such as `access#1`, users such as
 * `user1`. The identity of a finding is computed from these facts. `results/words/step.ts` turns them into words, last.
 */
export interface StepFacts {
  readonly kind: StepKind;
  /**
   * For a call, the API. For the network, the service's operation, such as `InitiateAuth`, or a path. For storage, the
   * method, such as `getItem`. For an event, `lock-granted` or how the storage changed: `added`, `changed`, `removed`,
   * `cleared`. For a kill, `killed`, `reloaded` or `crashed`.
   */
  readonly operation?: string;
  /** A call's arguments as JSON; `…` replaces secrets. */
  readonly args?: string;
  /** Calls that other actors make in the same step. */
  readonly together?: readonly CallFacts[];
  /** Names of the storage entries, or of the lock, that the step is about; absent if it is about all entries. */
  readonly keys?: readonly string[];
  /** What is written, one for each key. */
  readonly values?: readonly string[];
  /** The device, realm or user to which it happens. */
  readonly target?: string;
  /** The realm that caused the write or event. */
  readonly by?: string;
  /** The process in which a write becomes visible, if there are several. */
  readonly process?: string;
  /** The fault that happens or ends. */
  readonly fault?: FaultFacts;
  /** The outcome, once the step has run. */
  readonly outcome?: OutcomeFacts;
  /** A timer's delay; the size of a clock jump, negative if backwards; the time from a fault to its recovery. */
  readonly milliseconds?: number;
  /** For a kill in the middle of a step: how many writes of that step are done. */
  readonly writes?: { readonly done: number; readonly of: number };
}

/** A call, as far as it can be shown. */
export interface CallFacts {
  readonly actor: string;
  readonly operation: string;
  readonly args: string;
}

/** A fault. */
export interface FaultFacts {
  /** In kebab case, such as `lost`, `throttled`, `disk-full`, `offline`, `clock-jump`. */
  readonly code: string;
  /** What it affects. */
  readonly stage: 'request' | 'response' | 'storage' | 'device' | 'service' | 'realm' | 'user';
  /** Whether it begins here and lasts until a recovery. */
  readonly lasts?: true;
  /** For a synchronous storage: which of the next operations fails, 1-based. */
  readonly at?: number;
}

/** The outcome of a storage operation or a request. */
export interface OutcomeFacts {
  /**
   * - `value`, `nothing`: a value was read, or there was none.
   * - `count`: the number of entries found, of the number asked for.
   * - `done`: it was carried out.
   * - `failed`: it failed with an error.
   * - `answered`, `refused`: the server did as asked, or responded with an error.
   */
  readonly code: 'value' | 'nothing' | 'count' | 'done' | 'failed' | 'answered' | 'refused';
  readonly value?: string;
  readonly count?: number;
  readonly of?: number;
  /** Its name or code. */
  readonly error?: string;
}
