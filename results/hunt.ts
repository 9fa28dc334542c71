import type { Finding } from './types.ts';

export const HUNT_SCHEMA = 'amplify-race/hunt@1';

/** The file that `hunt --json` writes. */
export interface HuntReport {
  readonly schema: typeof HUNT_SCHEMA;
  readonly hunts: readonly HuntResult[];
}

/** What a hunt met on one release. A hunt never claims that a release survives. */
export interface HuntResult {
  /** For tables: `6.6.6`, `installed (6.22.1)`. */
  readonly amplify: string;
  readonly version: string;
  readonly seed: number;
  /** Programs that were written and run. */
  readonly programs: number;
  /** Of these, the ones that met new pairs of dependent steps and were built upon. */
  readonly kept: number;
  /** Distinct pairs of dependent steps that were met. */
  readonly pairs: number;
  /** Executions of programs in some order, those that shrinking took left out. */
  readonly executions: number;
  /** Executions in which some invariant broke. */
  readonly failing: number;
  /** Executions that took too many steps, or in which control was lost: they show nothing. */
  readonly inconclusive: number;
  /** Why the first of those showed nothing. */
  readonly reason?: string;
  readonly durationMs: number;
  /** Whether the user stopped it before its budget ended. */
  readonly interrupted: boolean;
  /** Distinct ones, the gravest first. */
  readonly causes: readonly RootCause[];
}

/** One cause and the invariants that it was seen to break, the gravest first. */
export interface RootCause {
  /** The paths that race (`getTokens+signOut`), or one and what is wrong with it or hits it (`signOut/not-awaited`). */
  readonly cause: string;
  readonly findings: readonly HuntedFinding[];
}

/** How a root cause broke one invariant, shown by the first program that met it, shrunk. */
export interface HuntedFinding extends Finding {
  /** The program in words. */
  readonly program: string;
  /** Path of the scenario file, when one was written. */
  readonly scenarioFile?: string;
  /** Seconds after the beginning of the hunt when it was first met. */
  readonly firstSeconds: number;
}

/** Live figures of a hunt. */
export interface HuntProgress {
  readonly amplify: string;
  readonly phase: 'hunting' | 'shrinking';
  readonly executions: number;
  readonly planned?: number;
  readonly programs: number;
  readonly pairs: number;
  readonly causes: number;
  readonly perSecond: number;
  readonly remainingSeconds?: number;
}
