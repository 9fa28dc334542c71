/** Facts about finished checks, as data. Reports are pure functions of these types. */
import type { CallResult } from './call-result.ts';
import type { StepFacts } from './step-facts.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Values of a scenario's options, as resolved from defaults and `--set name=value`. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

export const REPORT_SCHEMA = 'amplify-race/report@1';

/** The file that `--json` writes. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly results: readonly Result[];
}

/**
 * - `survives`: no finding; {@link Result.coverage} says what was covered.
 * - `fails`: at least one finding, each confirmed by two further runs.
 * - `inconclusive`: control was lost or nothing could be run; {@link Result.reason} says why.
 */
export type Verdict = 'survives' | 'fails' | 'inconclusive';

/**
 * How much of the space of interleavings was covered.
 * - `exhaustive`: every class of equivalent interleavings.
 * - `bounded`: every one within {@link Result.bound}.
 * - `sampled`: those that a random strategy happened to draw.
 */
export type Coverage = 'exhaustive' | 'bounded' | 'sampled';

/** Minimum, median and maximum number of steps of an execution. */
export interface StepStats {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** What one scenario showed on one release. */
export interface Result {
  readonly scenario: string;
  readonly title: string;
  readonly options: OptionValues;
  /** For tables: `6.6.6`, `installed (6.22.1)`. */
  readonly amplify: string;
  /** The exact version, `6.22.1`. */
  readonly version: string;
  readonly strategy: string;
  /** If the strategy combines several: the one that decided, by a finding or by its coverage. */
  readonly decidedBy?: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly coverage: Coverage;
  /** For `bounded`: the bound in words, such as `<= 2 delays`. */
  readonly bound?: string;
  /** Whether all that {@link coverage} promises was done before the budget ended. */
  readonly complete: boolean;
  readonly executions: number;
  /** Distinct executions, up to the order of steps that do not affect each other. */
  readonly classes: number;
  /** Number of distinct states, for an exhaustive search. */
  readonly states?: number;
  readonly search?: SearchFacts;
  readonly shard?: ShardFacts;
  /** Executions in which some invariant broke. */
  readonly failing: number;
  /** The number of executions in which each invariant had something to judge, the general invariants first. */
  readonly judged: readonly InForce[];
  readonly steps: StepStats;
  readonly seed: number;
  readonly durationMs: number;
  /** Whether the user stopped it before its budget ended. */
  readonly interrupted: boolean;
  /** Further symptoms that occurred but were not explained, in the form in which signatures begin. */
  readonly unexplained?: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * In how many executions an invariant was in force: had something to judge. Only executions that reached their end
 * count. A search stops most executions in a state that it has explored before; these are in neither figure.
 */
export interface InForce {
  /** Name of the invariant. */
  readonly invariant: string;
  /** Whether it is one of the scenario's own. */
  readonly own?: boolean;
  readonly inForce: number;
  /** Executions that reached their end. */
  readonly of: number;
}

/** Progress of an exhaustive search. */
export interface SearchFacts {
  /** Distinct states reached. */
  readonly states: number;
  /** Executions stopped in a state that had been explored before. */
  readonly merged: number;
  /** Executions stopped because every enabled step was in the sleep set: its continuations were explored elsewhere. */
  readonly blocked: number;
  /** Share of the search that is done, 0 to 1, assuming that all steps of a state lead to equally large parts. */
  readonly done: number;
  /** Estimated total number of executions, by the same measure. A rough guess. */
  readonly estimate: number;
}

/** What merging needs to know about the result of one shard of a search. */
export interface ShardFacts {
  /** 1-based. */
  readonly index: number;
  readonly count: number;
  /** The same in all shards of one search. */
  readonly of: string;
  /** Locations, on the heap and elsewhere, that it knew to be shared. Shards fit together only if these are the same. */
  readonly shared: readonly string[];
  /** Parts of the heap that could not be followed, in words. */
  readonly untracked: readonly string[];
  /** Keys of the states in which executions ended. */
  readonly endStates: readonly string[];
  /** Number of executions by number of steps. */
  readonly lengths: readonly (readonly [steps: number, count: number])[];
}

/** A failing interleaving, minimised and explained. */
export interface Finding {
  readonly invariant: string;
  readonly message: string;
  /** Identifies one way of breaking one invariant. The same for all seeds and scenarios. */
  readonly signature: string;
  /** Name of the root cause: what raced, or which fault happened. It does not depend on the invariant that it breaks. */
  readonly cause: string;
  /** Executions of the search that broke the same invariant in the same way. */
  readonly hits: number;
  /** Number of the execution that first showed it, 1-based. */
  readonly firstHit: number;
  /** Name of the strategy that found it first. */
  readonly foundBy?: string;
  /** Path of the trace file, if one was written. */
  readonly trace?: string;
  /** Why the trace file could not be written. */
  readonly untraced?: string;
  /** Short form of the trace, for copying. */
  readonly schedule: string;
  /** Shell command that shows it again. */
  readonly replay: string;
  readonly steps: number;
  /** Context switches at which the actor that ran last could have continued. */
  readonly preemptions: number;
  /** All context switches, including those that a queue or a finished actor forced. */
  readonly contextSwitches: number;
  /** Absent if no reversal that was tried removes the finding. */
  readonly race?: Race;
  /** Where there is no race: the faults without which it would not happen, each by itself. */
  readonly decisiveFaults?: readonly DecisiveFault[];
  /** What the actors that race went by when it went wrong. */
  readonly staleReads: readonly StaleRead[];
  /** The invariants that are broken at the end, in the order in which they broke for good. */
  readonly breaches: readonly LastingBreach[];
  /** What users see afterwards, one entry per device. */
  readonly aftermath: readonly Aftermath[];
  readonly interleaving: Interleaving;
}

/** The order of steps that decides whether the invariant holds: the smallest set of pairs that were tried. */
export interface Race {
  /** What would have happened with all of {@link reversals} turned round, as it was seen to happen. */
  readonly sentence: string;
  readonly reversals: readonly Reversal[];
  /** Those of the reversals, in the order in which they came. */
  readonly steps: readonly RaceStep[];
}

/** Two steps to turn round, by their causal ids. */
export interface Reversal {
  readonly first: string;
  readonly second: string;
  /** The second before the first, in words. */
  readonly sentence: string;
  /** Set where what they share are variables of programs that are code. */
  readonly isOfProgram?: true;
}

/** A value that an actor had read from the storage or received from the server. */
export interface StaleRead extends StepInWords {
  /** Whether the actor had read it from the storage (`read`) or received it from the server (`told`). */
  readonly kind: 'read' | 'told';
  /** The first step by which another actor changed what it is about since, if any. */
  readonly since?: StepInWords;
}

/** A fault or a death without which, in the same order, the finding was not there. */
export interface DecisiveFault extends StepInWords {
  /** The most severe invariant that breaks without it, if any. */
  readonly insteadBreaks?: string;
}

export interface LastingBreach extends StepInWords {
  readonly invariant: string;
}

/**
 * What the user of a device sees once the app has been started again and the access token has expired, on a network
 * without faults. It was observed, not inferred.
 */
export interface Aftermath {
  readonly device: string;
  /**
   * - `nothing-lost`: signed in as before.
   * - `another-name`: signed in, but as somebody else, or with the session under another name.
   * - `signed-in`: signed in, after the app itself has changed the user.
   * - `signed-in-again`: signed in although the user has signed out.
   * - `signed-out`: signed out without having asked for it.
   * - `tokens-left`: signed out as asked, with tokens left in the storage.
   * - `as-asked`: signed out as asked, and nothing is left.
   * - `other`: the calls fail or hang; {@link sentence} says how.
   */
  readonly outcome:
    | 'nothing-lost'
    | 'another-name'
    | 'signed-in'
    | 'signed-in-again'
    | 'signed-out'
    | 'tokens-left'
    | 'as-asked'
    | 'other';
  readonly sentence: string;
}

export interface StepInWords {
  /** Causal id of the step. */
  readonly id: string;
  readonly actor: string;
  /** Absent in older reports. */
  readonly does?: StepFacts;
  /** {@link does} in words. */
  readonly what: string;
}

export interface RaceStep extends StepInWords {
  /** Innermost first, in the release's own sources. */
  readonly at: readonly SourcePosition[];
}

/** A position in the sources of a package, such as `@aws-amplify/auth/src/.../TokenStore.ts`. */
export interface SourcePosition {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly function?: string;
}

/** A whole execution for people to read: one column per actor, one row per event. */
export interface Interleaving {
  readonly actors: readonly string[];
  readonly rows: readonly InterleavingRow[];
}

export interface InterleavingRow {
  /** Causal ids of the steps that this row stands for. */
  readonly ids: readonly string[];
  readonly actor: string;
  /** The step that the row shows. Absent in rows that show a result, and in older reports. */
  readonly does?: StepFacts;
  /** The result of a call, if the row shows one. */
  readonly result?: CallResult;
  /** {@link does} or {@link result} in words. */
  readonly text: string;
  /** Whether another actor ran just before, and could have continued. */
  readonly contextSwitch: boolean;
  /** Whether one of the racing steps is in this row. */
  readonly racing: boolean;
  /** Whether the explanation mentions one of its steps, or one is an event from outside that the reader needs to know of. */
  readonly mentioned?: boolean;
  readonly at?: SourcePosition;
}

/** Live figures of a running check. */
export interface Progress {
  readonly scenario: string;
  readonly amplify: string;
  readonly phase: 'loading' | 'exploring' | 'confirming' | 'shrinking' | 'explaining';
  readonly executions: number;
  /** Number of executions after which the check ends by itself, if known. */
  readonly planned?: number;
  readonly classes: number;
  readonly failing: number;
  readonly findings: number;
  readonly perSecond: number;
  /** Seconds to the end of the budget or of the search, if it can be estimated. */
  readonly remainingSeconds?: number;
  readonly search?: SearchFacts;
}
