/** Names of properties, as an instrumented bundle gives them. */
export class Names {
  readonly #followed = new Set<string>();
  readonly #unfollowed = new Set<string>();

  /**
   * Adds those of a bundle, separated by spaces.
   * @param followed those that are read through hooks
   * @param unfollowed those that are read without
   */
  add(followed: string, unfollowed: string): void {
    this.#followed.add(followed);
    this.#unfollowed.add(unfollowed);
  }

  /** Whether reads of a property by its name in the source go through a hook. */
  areFollowed(key: PropertyKey): boolean {
    return typeof key === 'string' && has(this.#followed, key);
  }

  /** Whether some read of a property by its name in the source does not. */
  areMissed(key: PropertyKey): boolean {
    return typeof key === 'string' && has(this.#unfollowed, key);
  }
}

const sets = new Map<string, ReadonlySet<string>>();

function has(lists: ReadonlySet<string>, name: string): boolean {
  for (const list of lists) {
    // Made once a release, and only where it is needed.
    let names = sets.get(list);
    if (names === undefined) {
      names = new Set(list.split(' '));
      sets.set(list, names);
    }
    if (names.has(name)) return true;
  }
  return false;
}
