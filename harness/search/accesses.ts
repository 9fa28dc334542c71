/** What a step read and wrote: storage entries, parts of the server's state, heap locations, clock, queues. */
export type Accesses = ReadonlyMap<string, 'read' | 'write'>;

/** Locations that both touch and at least one writes. Two steps without any commute. */
export function conflictsOf(one: Accesses, other: Accesses): string[] {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  const conflicts: string[] = [];
  for (const [location, mode] of small) {
    const otherMode = large.get(location);
    if (otherMode !== undefined && (mode === 'write' || otherMode === 'write')) conflicts.push(location);
  }
  return conflicts;
}

/** Whether the order of two steps makes no difference to anything. */
export function independent(one: Accesses, other: Accesses): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  for (const [location, mode] of small) {
    const otherMode = large.get(location);
    if (otherMode !== undefined && (mode === 'write' || otherMode === 'write')) return false;
  }
  return true;
}
