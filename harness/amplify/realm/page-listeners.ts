/** Code that a page has asked to be called. */
type Listener = (event: object) => unknown;

/** What becomes of the listeners of one page. */
export interface PageWitness {
  /** A step reads or writes which listeners there are, where the page is, or what its tab has stored. */
  touch(mode: 'read' | 'write'): void;
  /** A step adds or removes a listener: a write, too, and all that may be done to a page before it serves a world. */
  listens(): void;
  /** What a step has read so. */
  tell(value: string): void;
  /** Names the step in progress. */
  now(): string;
  /** A listener threw: nobody can catch that. */
  threw(error: unknown): void;
}

/**
 * The listeners of a page, as its `window` has them, for events from outside. The host's own `EventTarget` lets an
 * error that a listener throws end the process.
 */
export class PageListeners {
  readonly #witness: PageWitness;
  /** By type, in the order in which they are called, each with the step that added it. */
  readonly #listeners = new Map<string, Map<Listener, string>>();

  constructor(witness: PageWitness) {
    this.#witness = witness;
  }

  /** The functions of `window`. Objects with a `handleEvent`, and options, are not needed. */
  get functions(): Record<string, (type: string, listener: Listener) => void> {
    return {
      addEventListener: (type, listener) => {
        this.#witness.listens();
        // Adding it once more changes nothing.
        if (!this.#of(type).has(listener)) this.#of(type).set(listener, this.#witness.now());
      },
      removeEventListener: (type, listener) => {
        this.#witness.listens();
        this.#of(type).delete(listener);
      },
    };
  }

  /** Tells all listeners of the event's type, those included that one of them adds. */
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

  /** Equal where the same steps added the listeners in the same order. */
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
