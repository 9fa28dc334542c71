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
 * - `survives`: no finding; {@link Result.coverage} says of how much.
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
  /** Of a strategy made of several, the one that found what fails or covered what survives. */
  readonly decidedBy?: string;
  readonly verdict: Verdict;
  readonly reason?: string;
  readonly coverage: Coverage;
  /** For `bounded`: the bound in words, such as `<= 2 delays`. */
  readonly bound?: string;
  /** Whether everything that {@link coverage} promises was done before the budget ended. */
  readonly complete: boolean;
  readonly executions: number;
  /** Distinct executions up to the order of steps that do not affect each other. */
  readonly classes: number;
  /** Of an exhaustive search: how many different states there are. */
  readonly states?: number;
  readonly search?: SearchFacts;
  readonly shard?: ShardFacts;
  /** Executions in which some invariant broke. */
  readonly failing: number;
  /** By invariant, the general ones first: in how many executions it had something to judge. */
  readonly judged: readonly InForce[];
  readonly steps: StepStats;
  readonly seed: number;
  readonly durationMs: number;
  /** Whether the user stopped it before its budget ended. */
  readonly interrupted: boolean;
  /** Symptoms that were met beyond those of the findings: what the signatures of their findings would begin with. */
  readonly unexplained?: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * In how many executions an invariant was in force: had something to judge. Only executions that came to their end
 * count. A search gives most of its executions up in a state that it has explored: those are in neither figure.
 */
export interface InForce {
  /** Name of the invariant. */
  readonly invariant: string;
  /** Whether it is one of the scenario's own. */
  readonly own?: boolean;
  readonly inForce: number;
  /** Executions that came to their end. */
  readonly of: number;
}

/** How far an exhaustive search has come. */
export interface SearchFacts {
  /** Different states met. */
  readonly states: number;
  /** Executions given up in a state that had been explored. */
  readonly merged: number;
  /** Executions given up because every enabled step was asleep: what it leads to had been explored elsewhere. */
  readonly blocked: number;
  /** How much of the whole has been searched, from 0 to 1, if all steps of a state led to equally much. */
  readonly done: number;
  /** Executions that it would take in all, by that measure: a rough guess. */
  readonly estimate: number;
}

/** Of a result that is of one shard of a search: what merging needs to know. */
export interface ShardFacts {
  /** 1-based. */
  readonly index: number;
  readonly count: number;
  /** The same in all shards of one search. */
  readonly of: string;
  /** Heap locations and others that it knew to be shared: had two shards known others, they would not fit together. */
  readonly shared: readonly string[];
  /** Parts of the heap that could not be followed, in words. */
  readonly untracked: readonly string[];
  /** Keys of the states in which executions ended. */
  readonly endStates: readonly string[];
  /** How many executions had how many steps. */
  readonly lengths: readonly (readonly [steps: number, count: number])[];
}

/** A failing interleaving, minimised and explained. */
export interface Finding {
  readonly invariant: string;
  readonly message: string;
  /** Of one way to break one invariant: the same across seeds and scenarios. */
  readonly signature: string;
  /** Name of the root cause: what raced or which fault hit it, whichever invariant it breaks. */
  readonly cause: string;
  /** Executions of the search that broke the same invariant in the same way. */
  readonly hits: number;
  /** How many executions it took to meet it first, 1-based. */
  readonly firstHit: number;
  /** Name of the strategy that met it first. */
  readonly foundBy?: string;
  /** Path of the trace file, when one was written. */
  readonly trace?: string;
  /** Why none was written where one was to be. */
  readonly untraced?: string;
  /** Short copy-pasteable form of the trace. */
  readonly schedule: string;
  /** Shell command that shows it again. */
  readonly replay: string;
  readonly steps: number;
  /** Context switches where the actor that ran last could have gone on. */
  readonly preemptions: number;
  /** All of them, those included that a queue or a finished actor forced. */
  readonly contextSwitches: number;
  /** Absent where no change of order that was tried makes it go away. */
  readonly race?: Race;
  /** Where there is no race: the faults without which it would not happen, each by itself. */
  readonly decisiveFaults?: readonly DecisiveFault[];
  /** What the actors that race went by when it went wrong. */
  readonly staleReads: readonly StaleRead[];
  /** The invariants that are broken at the end, in the order in which they broke for good. */
  readonly breaches: readonly LastingBreach[];
  /** What users see afterwards, one entry a device. */
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
}

/** Something that an actor had read from the storage or been told by the server. */
export interface StaleRead extends StepInWords {
  /** Whether the actor had read it from the storage, or been told by the server. */
  readonly kind: 'read' | 'told';
  /** The first step by which another actor changed what it is about since, if any. */
  readonly since?: StepInWords;
}

/** A fault or a death without which, in the same order, the finding was not there. */
export interface DecisiveFault extends StepInWords {
  /** The gravest invariant that breaks without it, if any. */
  readonly insteadBreaks?: string;
}

export interface LastingBreach extends StepInWords {
  readonly invariant: string;
}

/**
 * What the user of a device sees once the app is started again and the access token has expired, on a network on
 * which nothing goes wrong. It was seen to happen.
 */
export interface Aftermath {
  readonly device: string;
  /**
   * - `nothing-lost`: signed in as before.
   * - `another-name`: signed in, but as somebody else, or with the session under another name.
   * - `signed-in`: signed in, where the app itself has changed the user.
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
  /** Absent in reports that were written before there was such a thing. */
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

/** A whole execution for people to read: one column an actor, one row an event. */
export interface Interleaving {
  readonly actors: readonly string[];
  readonly rows: readonly InterleavingRow[];
}

export interface InterleavingRow {
  /** Causal ids of the steps that this row stands for. */
  readonly ids: readonly string[];
  readonly actor: string;
  /** What the row shows of a step. Absent in rows of results, and in reports that were written before there was such a thing. */
  readonly does?: StepFacts;
  /** What a call came to, where the row shows that. */
  readonly result?: CallResult;
  /** {@link does} or {@link result} in words. */
  readonly text: string;
  /** Whether another actor ran just before, and could have gone on. */
  readonly contextSwitch: boolean;
  /** Whether one of the racing steps is in this row. */
  readonly racing: boolean;
  /** Whether the explanation speaks of one of its steps, or one comes from outside, without which nobody understands the rest. */
  readonly mentioned?: boolean;
  readonly at?: SourcePosition;
}

/** Live figures of a running check. */
export interface Progress {
  readonly scenario: string;
  readonly amplify: string;
  readonly phase: 'loading' | 'exploring' | 'confirming' | 'shrinking' | 'explaining';
  readonly executions: number;
  /** The number of executions after which it ends by itself, when known. */
  readonly planned?: number;
  readonly classes: number;
  readonly failing: number;
  readonly findings: number;
  readonly perSecond: number;
  /** Seconds to the end of the budget or of the search, when it can be told. */
  readonly remainingSeconds?: number;
  readonly search?: SearchFacts;
}
