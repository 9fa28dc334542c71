import type { Finding } from './types.ts';

export const HUNT_SCHEMA = 'amplify-race/hunt@1';

/** The file that `hunt --json` writes. */
export interface HuntReport {
  readonly schema: typeof HUNT_SCHEMA;
  readonly hunts: readonly HuntResult[];
}

/** What a hunt found on one release. A hunt never claims that a release survives. */
export interface HuntResult {
  /** For tables: `6.6.6`, `installed (6.22.1)`. */
  readonly amplify: string;
  readonly version: string;
  readonly seed: number;
  /** Programs that were generated and run. */
  readonly programs: number;
  /** Programs that reached new pairs of dependent steps, and served as a basis for further ones. */
  readonly kept: number;
  /** Distinct pairs of dependent steps that were reached. */
  readonly pairs: number;
  /** Executions of programs, not counting those for shrinking. */
  readonly executions: number;
  /** Executions in which some invariant broke. */
  readonly failing: number;
  /** Executions that took too many steps, or in which control was lost: they prove nothing. */
  readonly inconclusive: number;
  /** Why the first of these proved nothing. */
  readonly reason?: string;
  readonly durationMs: number;
  /** Whether the user stopped it before its budget ended. */
  readonly interrupted: boolean;
  /** Distinct root causes, the most severe first. */
  readonly causes: readonly RootCause[];
}

/** A root cause and the invariants that it broke, the most severe first. */
export interface RootCause {
  /** The code paths that race (`getTokens+signOut`), or one path and its defect or fault (`signOut/not-awaited`). */
  readonly cause: string;
  readonly findings: readonly HuntedFinding[];
}

/** How a root cause broke one invariant: shown by the first program that did so, shrunk. */
export interface HuntedFinding extends Finding {
  /** The program in words. */
  readonly program: string;
  /** Path of the scenario file, when one was written. */
  readonly scenarioFile?: string;
  /** When it was first found, in seconds since the start of the hunt. */
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
