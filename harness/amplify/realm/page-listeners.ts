/** A function that code of a page has added as a listener. */
type Listener = (event: object) => unknown;

/** Observes the listeners of a page. */
export interface PageWitness {
  /** A step reads or writes the list of listeners, the page's address, or its tab's storage. */
  touch(mode: 'read' | 'write'): void;
  /** A step adds or removes a listener: a write, too, and all that may be done to a page before it serves a world. */
  listens(): void;
  /** The value that a step has read from these. */
  tell(value: string): void;
  /** Names the step in progress. */
  now(): string;
  /** A listener threw an error, which nobody can catch. */
  threw(error: unknown): void;
}

/**
 * The listeners of a page's `window`, for events from outside. With the host's own `EventTarget`, an error in a listener
 * would end the process.
 */
export class PageListeners {
  readonly #witness: PageWitness;
  /** By event type, in the order in which they are called, each with the step that added it. */
  readonly #listeners = new Map<string, Map<Listener, string>>();

  constructor(witness: PageWitness) {
    this.#witness = witness;
  }

  /** The functions of `window`. Objects with a `handleEvent`, and options, are not needed. */
  get functions(): Record<string, (type: string, listener: Listener) => void> {
    return {
      addEventListener: (type, listener) => {
        this.#witness.listens();
        // Adding it again changes nothing.
        if (!this.#of(type).has(listener)) this.#of(type).set(listener, this.#witness.now());
      },
      removeEventListener: (type, listener) => {
        this.#witness.listens();
        this.#of(type).delete(listener);
      },
    };
  }

  /** Calls all listeners of the event's type, including those that a listener adds. */
  dispatch(event: { readonly type: string; readonly [property: string]: unknown }): void {
    this.#witness.touch('read');
    for (const listener of this.#of(event.type).keys()) {
      try {
        listener(event);
      } catch (error) {
        this.#witness.threw(error);
      }
    }
  }

  /**
   * Remembers which listeners there are.
   * @returns to be called to have these again, as if the step in progress had added them
   */
  keep(): () => void {
    const kept = [...this.#listeners].map(([type, all]) => [type, [...all.keys()]] as const);
    return () => {
      this.#listeners.clear();
      if (kept.length > 0) this.#witness.listens();
      const now = this.#witness.now();
      for (const [type, all] of kept) for (const listener of all) this.#of(type).set(listener, now);
    };
  }

  /** Equal if the same steps added the listeners in the same order. */
  digest(): string {
    return [...this.#listeners].map(([type, all]) => `${type} ${[...all.values()].join(' ')}`).join();
  }

  #of(type: string): Map<Listener, string> {
    let listeners = this.#listeners.get(type);
    if (!listeners) {
      listeners = new Map();
      this.#listeners.set(type, listeners);
    }
    return listeners;
  }
}
