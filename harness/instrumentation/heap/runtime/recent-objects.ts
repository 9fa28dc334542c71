import type { StepRecord } from './step-record.ts';

/**
 * The last few objects that something is known of until the step ends. Arithmetic on big numbers reads and writes
 * the same few arrays millions of times, for which looking each up among all objects is too slow.
 */
export class RecentObjects {
  #step: StepRecord | undefined;
  #first: unknown;
  #second: unknown;
  #third: unknown;
  #fourth: unknown;

  has(object: unknown, step: StepRecord): boolean {
    return (
      this.#step === step &&
      (this.#first === object || this.#second === object || this.#third === object || this.#fourth === object)
    );
  }

  add(object: object, step: StepRecord): void {
    if (this.#step !== step) {
      this.#step = step;
      this.#first = undefined;
      this.#second = undefined;
      this.#third = undefined;
    }
    this.#fourth = this.#third;
    this.#third = this.#second;
    this.#second = this.#first;
    this.#first = object;
  }
}
