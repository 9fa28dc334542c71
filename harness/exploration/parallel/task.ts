import type { InstrumentedBundle } from '../../instrumentation/heap/instrument.ts';
import type { ExecutionFacts } from '../../simulation/execution/facts.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';
import type { SharedStatesMemory } from '../search/shared-visited-states.ts';
import type { SearchUnit } from '../search/unit.ts';
import type { PlainSubject } from './plain-subject.ts';

/** Parts of an exhaustive search to continue. */
export interface SearchTask {
  readonly units: readonly SearchUnit[];
  /** Locations known to be shared. */
  readonly shared: readonly string[];
  readonly visited: SharedStatesMemory;
  /** Number of executions after which the rest is returned. */
  readonly mostExecutions: number;
}

/** The data with which a worker thread starts. */
export interface WorkerStart {
  readonly subject: PlainSubject;
  readonly instrumented: Omit<InstrumentedBundle, 'sourceMap'>;
  /** One number: not 0 while tasks should return early. */
  readonly recall: SharedArrayBuffer;
}

export interface SearchTaskResult {
  readonly executions: number;
  readonly failing: number;
  /** Executions that reached their end. */
  readonly complete: number;
  readonly merged: number;
  readonly blocked: number;
  readonly tooLong: number;
  /** See `SearchFigures.done`. */
  readonly done: number;
  readonly endStates: readonly string[];
  readonly symptoms: readonly PlainSymptom[];
  /** The number of executions in which each invariant was in force, by name. */
  readonly inForce: readonly (readonly [invariant: string, count: number])[];
  /** Number of executions by number of steps. */
  readonly lengths: readonly (readonly [steps: number, count: number])[];
  /** Parts of the heap that could not be followed, in words. */
  readonly untracked: readonly string[];
  /** The first sign that control was lost, in words. */
  readonly uncontrolled: string | undefined;
  /** Locations that turned out to be shared. If there are any, the search has to start again with them. */
  readonly foundShared: readonly string[];
  /** What is left of the units. */
  readonly units: readonly SearchUnit[];
}

export interface PlainSymptom {
  readonly facts?: ExecutionFacts | undefined;
  readonly violation: Violation;
  readonly schedule: readonly string[];
  readonly hits: number;
}
