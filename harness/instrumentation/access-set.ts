/**
 * How a step uses a location.
 *
 * - `read`: what the step does depends on the value.
 * - `update`: it changes the value in a way that commutes with other updates and does not depend on it, such as adding an
 *   entry to a set of keys, or removing one.
 * - `write`: anything else, including a read together with an update.
 */
export type AccessMode = 'read' | 'update' | 'write';

/** What a step read and wrote: storage entries, parts of the server's state, heap locations, clock, queues. */
export type Accesses = ReadonlyMap<string, AccessMode>;

/** Whether the order of two uses of one location can make a difference. */
export function conflict(one: AccessMode, other: AccessMode): boolean {
  return one === 'write' || one !== other;
}

/** The accesses of one step. Each use of a location adds to the earlier ones: an access never becomes weaker. */
export class AccessSet {
  readonly #modes = new Map<string, AccessMode>();

  add(mode: AccessMode, location: string): void {
    const before = this.#modes.get(location);
    if (before === undefined) this.#modes.set(location, mode);
    else if (before !== mode) this.#modes.set(location, 'write');
  }

  /** Adds all accesses of another step, or part of a step. @param prefix put before the name of each location */
  addAll(accesses: Accesses, prefix = ''): void {
    for (const [location, mode] of accesses) this.add(mode, `${prefix}${location}`);
  }

  /** All that was added so far. It changes with what is added later. */
  get all(): Accesses {
    return this.#modes;
  }
}
