/** Code that a page has asked to be called. */
type Listener = (event: object) => unknown;

/** What becomes of the listeners of one page. */
export interface PageWitness {
  /** A step reads or writes which listeners there are, or where the page is. */
  touch(mode: 'read' | 'write'): void;
  /** A listener threw: nobody can catch that. */
  threw(error: unknown): void;
}

/**
 * The listeners of a page, as its `window` has them, for events from outside. The host's own `EventTarget` lets an
 * error that a listener throws end the process.
 */
export class PageListeners {
  readonly #witness: PageWitness;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(witness: PageWitness) {
    this.#witness = witness;
  }

  /** The functions of `window`. Objects with a `handleEvent`, and options, are not needed. */
  get functions(): Record<string, (type: string, listener: Listener) => void> {
    return {
      addEventListener: (type, listener) => {
        this.#witness.touch('write');
        this.#of(type).add(listener);
      },
      removeEventListener: (type, listener) => {
        this.#witness.touch('write');
        this.#of(type).delete(listener);
      },
    };
  }

  /** Tells all listeners of the event's type, those included that one of them adds. */
  dispatch(event: { readonly type: string; readonly [property: string]: unknown }): void {
    this.#witness.touch('read');
    for (const listener of this.#of(event.type)) {
      try {
        listener(event);
      } catch (error) {
        this.#witness.threw(error);
      }
    }
  }

  #of(type: string): Set<Listener> {
    let listeners = this.#listeners.get(type);
    if (!listeners) {
      listeners = new Set();
      this.#listeners.set(type, listeners);
    }
    return listeners;
  }
}
