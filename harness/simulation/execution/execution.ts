import type { FakeCognito, StartedSession } from '../../../fakes/cognito/fake-cognito.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';
import type { Start } from '../scenario/scenario.ts';
import type { CallRecord } from '../world/call-port.ts';
import type { Step } from '../world/step.ts';
import type { Uncontrolled } from '../world/world.ts';
import type { Crash } from './crash.ts';
import type { Incident } from './incident.ts';
import type { JudgedOrder } from './judged-order.ts';

/** An event that Amplify dispatched on its `auth` channel. */
export interface HubRecord {
  readonly realm: string;
  readonly event: string;
  /** Steps taken when it was dispatched. */
  readonly at: number;
}

/** A page to which the user came back from another site. */
export interface LoadRecord {
  readonly realm: string;
  /** Steps taken when it loaded, its own included. */
  readonly at: number;
  /** The true time, ms since the Unix epoch. */
  readonly time: number;
}

/** What code of a realm wrote to its console. */
export interface PrintedLine {
  readonly realm: string;
  readonly line: string;
}

/**
 * - `quiescent`: nothing is enabled any more, or nothing that has to happen.
 * - `abandoned`: the strategy picked nothing.
 * - `too-long`: the limit of steps was reached.
 */
export type Ending = 'quiescent' | 'abandoned' | 'too-long';

/**
 * What general invariants see of an execution. Each part is in the key of a state, so that a search which merges states
 * misses nothing that they could tell apart: see `judged-parts.ts`. Numbers of steps are to be compared only where
 * `compared-moments.ts` says so; in all other respects they are arbitrary.
 */
export interface Execution {
  readonly start: Start;
  readonly calls: readonly CallRecord[];
  readonly hub: readonly HubRecord[];
  /** In order. */
  readonly loads: readonly LoadRecord[];
  /** Code of the app that stopped by an error of its own. Programs first, in order of their actors. */
  readonly crashes: readonly Crash[];
  readonly incidents: readonly Incident[];
  readonly devices: ReadonlyMap<string, DeviceState>;
  readonly server: FakeCognito;
  /** Of promises that nobody handled, but for those that the app's own errors rejected: see `crashes`. */
  readonly unhandledRejections: readonly unknown[];
  readonly ending: Ending;
}

/** All that happened in one execution, for invariants of a scenario's own, and for whoever explains it. */
export interface WholeExecution extends Execution {
  readonly steps: readonly Step[];
  readonly printed: readonly PrintedLine[];
  readonly uncontrolled: Uncontrolled | undefined;
  /** What may be told of the order of all this. Undefined where that is what the numbers of steps say. */
  readonly order: JudgedOrder | undefined;
}

export interface DeviceState {
  readonly data: StorageData;
  /**
   * Keys of entries that the storage by itself has lost, or kept as they were, against what it told the app. Absent
   * where it cannot fail.
   */
  readonly brokenEntries?: () => readonly string[];
  /** How many steps had been taken, the one in progress included, when an operation failed. Absent likewise. */
  readonly failedAt?: () => readonly number[];
  /** Whether its clock has jumped since the start. Absent where it cannot. */
  readonly clockJumped?: () => boolean;
  /** What comes before every key that Amplify stores on it. */
  readonly keyPrefix: string;
  /** The session that was stored on it at the start. */
  readonly initial: InitialSession | undefined;
}

export interface InitialSession {
  readonly username: string;
  readonly tokens: StartedSession;
  /** Keys of all that was stored with it. */
  readonly keys: readonly string[];
}
