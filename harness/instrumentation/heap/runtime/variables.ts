import type { Location, Owner } from './location.ts';
import type { Promises } from './promises.ts';
import type { Properties } from './properties.ts';
import type { Recorder } from './recorder.ts';

/** Reads and writes of variables that closures share. */
export class Variables {
  readonly #recorder: Recorder;
  readonly #properties: Properties;
  readonly #promises: Promises;

  constructor(recorder: Recorder, properties: Properties, promises: Promises) {
    this.#recorder = recorder;
    this.#properties = properties;
    this.#promises = promises;
  }

  read(scope: Owner, name: string, value: unknown): void {
    if (scope.step === this.#recorder.step) return;
    this.#recorder.read(scope.location(name));
    this.#promises.joined(value);
  }

  /** An assignment. To be called before it. */
  write(scope: Owner, name: string, value: unknown, before: unknown): void {
    const location = this.#locationToWrite(scope, name, value);
    if (!location) return;
    if (Object.is(value, before) && !scope.conflated) this.#recorder.read(location);
    else this.#properties.writeValue(location, value);
  }

  /** A write to a variable that may not hold anything yet. */
  initialise(scope: Owner, name: string, value: unknown): void {
    const location = this.#locationToWrite(scope, name, value);
    if (location) this.#properties.writeValue(location, value);
  }

  /** An increment or decrement. To be called after it. */
  update(scope: Owner, name: string, value: unknown): void {
    const location = this.#locationToWrite(scope, name, value);
    if (!location) return;
    this.#recorder.read(location);
    this.#properties.writeValue(location, value);
  }

  #locationToWrite(scope: Owner, name: string, value: unknown): Location | undefined {
    this.#promises.stored(value);
    return scope.step === this.#recorder.step ? undefined : scope.location(name);
  }
}
