import { type Accesses, conflict } from '../../instrumentation/access-set.ts';
import { TABS } from '../../simulation/world/tab-storage.ts';

/**
 * Prefix of locations on which a step conflicts with one that may never happen, because others can disable it: a fault,
 * or the kill of a realm. No execution need show such a conflict.
 */
export const ALWAYS_SHARED = '!';

/** Prefix of locations of objects created in a step: `heap:<realm>:<hash of the step's history>.<number>:`. */
const BORN_IN_A_STEP = /^(heap:[^:]*:)\d+\.\d+\.\d+:/;

/** A cheaper test that finds all of these and perhaps others: a digit follows the realm. */
function isOfBirth(location: string): boolean {
  if (!location.startsWith(HEAP)) return false;
  const code = location.charCodeAt(location.indexOf(':', HEAP.length) + 1);
  return code >= ZERO && code <= NINE;
}

const HEAP = 'heap:';
const [ZERO, NINE] = [48, 57];

/** Locations of a storage's entries as tabs in several processes see them; the group leaves out the entry's key. */
const ALL_ENTRIES = /^(tabs\/[^:]*):.*/;

/**
 * The name under which a location is remembered as shared. An object that is created in an execution is named after the
 * step that creates it, so its name differs between executions; one name stands for all of these. One name also stands for
 * all entries that tabs share: if one of them is shared, all soon turn out to be, and the search would start again for each.
 */
export function sharedName(location: string): string {
  if (location.startsWith(TABS)) return location.replace(ALL_ENTRIES, '$1');
  return isOfBirth(location) ? location.replace(BORN_IN_A_STEP, '$1*:') : location;
}

/** Whether two steps commute: their order makes no difference to anything. */
export function independent(one: Accesses, other: Accesses): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  for (const [location, mode] of small) {
    const otherMode = large.get(location);
    if (otherMode !== undefined && conflict(mode, otherMode)) return false;
  }
  return true;
}
