/**
 * - `start`: the program of an actor that is code begins.
 * - `call`: an app's call into Amplify starts.
 * - `effect`: a storage operation takes effect.
 * - `completion`: the caller of a storage operation is told.
 * - `request`: a request reaches the server; its state changes here.
 * - `response`: a response is delivered.
 * - `fault`: something goes wrong: instead of one of these, or around them, for this once or from now on.
 * - `recovery`: what went wrong for a time is well again.
 * - `propagation`: a write of one browser tab becomes visible in another process.
 * - `event`: a page hears of something that happened outside it.
 * - `load`: a page loads to which the user comes back from another site.
 * - `timer`: virtual time moves on to the next timer, which fires.
 * - `kill`: a realm dies with all that it had under way, and its app is started again.
 * - `rest`: nothing more happens; offered where all else need not happen, and never taken.
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
 * What a step did, as data: stable codes and names without secrets. Tokens go by names such as `access#1`, users by
 * `user1`. Whatever identifies a finding is computed from these; words for people are derived from them last, in
 * `results/words/step.ts`.
 */
export interface StepFacts {
  readonly kind: StepKind;
  /**
   * Of a call, the API. Of what happens on a network, the operation of the service, such as `InitiateAuth`, or a path.
   * Of a storage, the method, such as `getItem`. Of an event, `lock-granted` or how the storage changed: `added`,
   * `changed`, `removed`, `cleared`. Of a death, `killed`, `reloaded` or `crashed`.
   */
  readonly operation?: string;
  /** Of a call, its arguments as JSON; `…` where they are secret. */
  readonly args?: string;
  /** Of a call, those that other actors make in the same step. */
  readonly together?: readonly CallFacts[];
  /** Names of the storage entries, or of the lock, that it is about; absent where it is about all of them. */
  readonly keys?: readonly string[];
  /** What is written, one for each key. */
  readonly values?: readonly string[];
  /** The device, realm or user to whom it happens. */
  readonly target?: string;
  /** The realm whose doing becomes visible or is heard of. */
  readonly by?: string;
  /** The process in which a write becomes visible, where there are several. */
  readonly process?: string;
  /** What goes wrong, or is well again. */
  readonly fault?: FaultFacts;
  /** What came of it, once it has run. */
  readonly outcome?: OutcomeFacts;
  /** Of a timer, its delay; of a clock that jumps, by how much, backwards where negative; of a recovery, how much later. */
  readonly milliseconds?: number;
  /** Of a death amid a step, how many writes of that step are done. */
  readonly writes?: { readonly done: number; readonly of: number };
}

/** A call, as far as it can be shown. */
export interface CallFacts {
  readonly actor: string;
  readonly operation: string;
  readonly args: string;
}

/** Something that goes wrong. */
export interface FaultFacts {
  /** In kebab case, such as `lost`, `throttled`, `disk-full`, `offline`, `clock-jump`. */
  readonly code: string;
  /** What it hits. */
  readonly stage: 'request' | 'response' | 'storage' | 'device' | 'service' | 'realm' | 'user';
  /** Whether it begins here and goes on until it is well again. */
  readonly lasts?: true;
  /** Of a synchronous storage: which of the coming operations it hits, 1-based. */
  readonly at?: number;
}

/** What came of a storage operation or a request. */
export interface OutcomeFacts {
  /**
   * - `value`, `nothing`: what was read, or that nothing was there.
   * - `count`: so many, of so many that were asked for.
   * - `done`: it was carried out.
   * - `failed`: it failed with an error.
   * - `answered`, `refused`: the server did as asked, or answered with an error.
   */
  readonly code: 'value' | 'nothing' | 'count' | 'done' | 'failed' | 'answered' | 'refused';
  readonly value?: string;
  readonly count?: number;
  readonly of?: number;
  /** Its name or code. */
  readonly error?: string;
}
