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
  /** Number of steps taken when it was dispatched. */
  readonly at: number;
}

/** A page to which the user has returned from another site. */
export interface LoadRecord {
  readonly realm: string;
  /** Number of steps taken when it loaded, including its own. */
  readonly at: number;
  /** The true time, ms since the Unix epoch. */
  readonly time: number;
}

/** A line that code of a realm wrote to its console. */
export interface PrintedLine {
  readonly realm: string;
  readonly line: string;
}

/**
 * - `quiescent`: no step is enabled any more, or only optional ones.
 * - `abandoned`: the strategy picked no step.
 * - `too-long`: the limit of steps was reached.
 */
export type Ending = 'quiescent' | 'abandoned' | 'too-long';

/**
 * What general invariants see of an execution. Each part is in the key of a state, so a search that merges states misses
 * nothing that they could distinguish: see `judged-parts.ts`. Compare numbers of steps only if `compared-moments.ts` allows
 * it; otherwise they are arbitrary.
 */
export interface Execution {
  readonly start: Start;
  readonly calls: readonly CallRecord[];
  readonly hub: readonly HubRecord[];
  /** In order. */
  readonly loads: readonly LoadRecord[];
  /** Code of the app that stopped with an error of its own. Programs first, in the order of their actors. */
  readonly crashes: readonly Crash[];
  readonly incidents: readonly Incident[];
  readonly devices: ReadonlyMap<string, DeviceState>;
  readonly server: FakeCognito;
  /** Unhandled rejections, except those with the app's own errors: see `crashes`. */
  readonly unhandledRejections: readonly unknown[];
  readonly ending: Ending;
}

/** Everything that happened in one execution, for a scenario's own invariants and for explanations. */
export interface WholeExecution extends Execution {
  readonly steps: readonly Step[];
  readonly printed: readonly PrintedLine[];
  readonly uncontrolled: Uncontrolled | undefined;
  /** What is known about the order of these moments. Undefined if the numbers of steps give the order. */
  readonly order: JudgedOrder | undefined;
}

export interface DeviceState {
  readonly data: StorageData;
  /**
   * Keys of entries that the storage itself has lost, or left unchanged, contrary to what it reported to the app. Absent
   * if it cannot fail.
   */
  readonly brokenEntries?: () => readonly string[];
  /** How many steps had been taken, the one in progress included, when an operation failed. Absent likewise. */
  readonly failedAt?: () => readonly number[];
  /** Whether its clock has jumped since the start. Absent if it cannot. */
  readonly clockJumped?: () => boolean;
  /** The prefix of every key that Amplify stores on it. */
  readonly keyPrefix: string;
  /** The session that was stored on it at the start. */
  readonly initial: InitialSession | undefined;
}

export interface InitialSession {
  readonly username: string;
  readonly tokens: StartedSession;
  /** Keys of all entries that were stored with it. */
  readonly keys: readonly string[];
}
