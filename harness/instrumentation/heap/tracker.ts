import { isObject } from '../objects.ts';
import { Contents } from './runtime/contents.ts';
import { createHooks } from './runtime/hooks.ts';
import { Identities } from './runtime/identities.ts';
import { Names } from './runtime/names.ts';
import { Promises } from './runtime/promises.ts';
import { Properties } from './runtime/properties.ts';
import { Recorder, type StepAccesses } from './runtime/recorder.ts';
import { Variables } from './runtime/variables.ts';
import { WholeObjects } from './runtime/whole-objects.ts';

/**
 * Records which shared places of the JavaScript heap of a realm each step of an execution reads and writes. It goes
 * with its realm, from one execution to the next where the realm is used again.
 *
 * What a step does with objects that were born in it is not recorded: no other step knew them.
 */
export class HeapTracker {
  /** What an instrumented bundle takes as the parameter `HEAP_HOOKS`. */
  readonly hooks: object;
  readonly #recorder = new Recorder();
  readonly #identities = new Identities(this.#recorder);
  readonly #promises = new Promises(this.#recorder, this.#identities);
  readonly #begun = new Set<string>();

  constructor() {
    const recorder = this.#recorder;
    const identities = this.#identities;
    const promises = this.#promises;
    const names = new Names();
    const properties = new Properties(recorder, identities, promises, names);
    const variables = new Variables(recorder, properties, promises);
    const contents = new Contents(recorder, identities, promises);
    const whole = new WholeObjects(recorder, identities, { properties, contents, promises, names });
    const parts = { recorder, identities, variables, properties, contents, whole, promises };
    this.hooks = {
      open: (followed: string, unfollowed: string) => {
        names.add(followed, unfollowed);
        return createHooks(parts);
      },
    };
  }

  /** What was seen to happen that cannot be followed, in words; empty if all accesses were recorded. */
  get untrackedAtRuntime(): readonly string[] {
    return this.#recorder.untracked;
  }

  /**
   * Gives all that can be reached from the exports of a realm an identity. Most has one, from where it was made;
   * this adds functions, and what the host made.
   */
  finishBoot(roots: readonly object[]): void {
    const seen = new Set<object>();
    // A bundle has a getter for each of its exports.
    const queue = roots.flatMap((root) => Object.values(root)).filter(isObject);
    for (const object of queue) {
      if (seen.has(object)) continue;
      seen.add(object);
      if (object instanceof Promise) this.#promises.stored(object);
      else this.#identities.bear(object);
      queue.push(...insidesOf(object).filter(isObject));
    }
  }

  /** Remembers what is known of the realm now that its app has started: see {@link rewind}. */
  keep(): void {
    this.#promises.keep();
    this.#identities.keep();
    this.#recorder.keep();
  }

  /** Forgets all that has been since {@link keep}. The heap itself has been put back by others. */
  rewind(): void {
    this.#begun.clear();
    this.#promises.rewind();
    this.#identities.rewind();
    this.#recorder.rewind();
  }

  /**
   * All later accesses belong to this step.
   * @param step tells the step from all others of the execution, and is the same in each execution in which its
   *   history is the same
   */
  beginStep(step: string): void {
    if (this.#begun.has(step)) throw new TypeError(`two steps of an execution are called "${step}"`);
    this.#begun.add(step);
    // What was settled before belongs to nobody.
    if (this.#begun.size === 1) this.#promises.sweep();
    this.#recorder.begin(step);
  }

  /** What the step in progress has read and written, and a digest of the versions that it read, in order. */
  endStep(): StepAccesses {
    this.#promises.sweep();
    return this.#recorder.end();
  }

  /** As {@link endStep}, where what the step accesses is known. @returns the digest of what it has read */
  endKnownStep(): string {
    this.#promises.sweep();
    return this.#recorder.endKnown();
  }

  /** A digest of the versions of all locations written since boot, whatever the order of the writes. */
  stateDigest(): string {
    return this.#recorder.stateDigest();
  }

  /** The version of each location written since boot. */
  versions(): ReadonlyMap<string, string> {
    return this.#recorder.versions();
  }
}

/** Values of own properties, without running getters, and what a collection contains. */
function insidesOf(object: object): unknown[] {
  const values = Reflect.ownKeys(object).map((key) => Object.getOwnPropertyDescriptor(object, key)?.value);
  if (object instanceof Map) values.push(...object.keys(), ...object.values());
  if (object instanceof Set) values.push(...object);
  return values;
}
