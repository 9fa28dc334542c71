import { hashOf } from './hash.ts';

/** One step, or the boot: what was born and written in it is named after it. */
export class StepRecord {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** How many objects and scopes have been born in it. */
  births = 0;
  /** How many writes of values without an identity of their own it has made. */
  writes = 0;

  constructor(name: string) {
    const { low, high } = hashOf(name);
    this.name = name;
    this.low = low;
    this.high = high;
  }
}
