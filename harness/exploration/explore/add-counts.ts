/** Adds counts to those of a map, key by key. */
export function addCounts<Key>(to: Map<Key, number>, counts: Iterable<readonly [Key, number]>): void {
  for (const [key, count] of counts) to.set(key, (to.get(key) ?? 0) + count);
}
