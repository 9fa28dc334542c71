import type { PlainStrategy } from '../strategies/sampling.ts';
import type { PlainSubject } from './plain-subject.ts';

/** Random orders for a worker thread to run. */
export interface SampleTask {
  /** The number of the first execution, from 0. */
  readonly from: number;
  readonly executions: number;
}

/** The data with which a worker thread starts. */
export interface SampleStart {
  readonly subject: PlainSubject;
  readonly strategy: PlainStrategy;
}
