import type { PlainStrategy } from '../strategies/sampling.ts';
import type { PlainSubject } from './plain-subject.ts';

/** Random orders for a worker thread to run. */
export interface SampleTask {
  /** The number of the first, from 0. */
  readonly from: number;
  readonly executions: number;
}

/** What a worker thread is started with. */
export interface SampleStart {
  readonly subject: PlainSubject;
  readonly strategy: PlainStrategy;
}
