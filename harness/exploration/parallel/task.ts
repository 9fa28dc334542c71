import type { InstrumentedBundle } from '../../instrumentation/heap/instrument.ts';
import type { ExecutionFacts } from '../../simulation/execution/facts.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';
import type { SharedStatesMemory } from '../search/shared-visited-states.ts';
import type { SearchUnit } from '../search/unit.ts';
import type { PlainSubject } from './plain-subject.ts';

/** Parts of an exhaustive search to go on with. */
export interface SearchTask {
  readonly units: readonly SearchUnit[];
  /** Locations known to be shared. */
  readonly shared: readonly string[];
  readonly visited: SharedStatesMemory;
  /** Executions after which what is left is handed back. */
  readonly mostExecutions: number;
}

/** What a worker thread is started with. */
export interface WorkerStart {
  readonly subject: PlainSubject;
  readonly instrumented: Omit<InstrumentedBundle, 'sourceMap'>;
  /** One number: not 0 while tasks are wanted back soon. */
  readonly recall: SharedArrayBuffer;
}

export interface SearchTaskResult {
  readonly executions: number;
  readonly failing: number;
  /** Executions that came to their end. */
  readonly complete: number;
  readonly merged: number;
  readonly blocked: number;
  readonly tooLong: number;
  /** See `SearchFigures.done`. */
  readonly done: number;
  readonly endStates: readonly string[];
  readonly symptoms: readonly PlainSymptom[];
  /** By name of an invariant, in how many executions it was in force. */
  readonly inForce: readonly (readonly [invariant: string, count: number])[];
  /** Steps of the executions: how many had how many. */
  readonly lengths: readonly (readonly [steps: number, count: number])[];
  /** Parts of the heap that could not be followed, in words. */
  readonly untracked: readonly string[];
  /** The first sign that control was lost, in words. */
  readonly uncontrolled: string | undefined;
  /** Locations that turned out to be shared: once there are any, the search has to begin anew with them. */
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
