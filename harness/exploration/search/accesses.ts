import { type Accesses, conflict } from '../../instrumentation/access-set.ts';
import { TABS } from '../../simulation/world/tab-storage.ts';

/**
 * Begins the names of locations on which a step conflicts with one that may never come, since others can disable
 * it: a fault, the death of a realm. Such conflicts need not show in any execution.
 */
export const ALWAYS_SHARED = '!';

/** Begins the names of locations of what was born in a step: `heap:<realm>:<hash of the step's history>.<number>:`. */
const BORN_IN_A_STEP = /^(heap:[^:]*:)\d+\.\d+\.\d+:/;

/** Whether it may be, which is cheaper to ask: there a digit comes after the realm. */
function isOfBirth(location: string): boolean {
  if (!location.startsWith(HEAP)) return false;
  const code = location.charCodeAt(location.indexOf(':', HEAP.length) + 1);
  return code >= ZERO && code <= NINE;
}

const HEAP = 'heap:';
const [ZERO, NINE] = [48, 57];

/** Of what tabs in several processes see of a storage, without the key of an entry. */
const ALL_ENTRIES = /^(tabs\/[^:]*):.*/;

/**
 * The name under which it is remembered that a location is shared. An object that is born in an execution is called
 * after the step that it was born in, so it has another name in each; they stand for each other. So do the entries that
 * tabs share: where one of them is, all soon turn out to be, and the search would begin anew for each.
 */
export function sharedName(location: string): string {
  if (location.startsWith(TABS)) return location.replace(ALL_ENTRIES, '$1');
  return isOfBirth(location) ? location.replace(BORN_IN_A_STEP, '$1*:') : location;
}

/** Whether the order of two steps makes no difference to anything. */
export function independent(one: Accesses, other: Accesses): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  for (const [location, mode] of small) {
    const otherMode = large.get(location);
    if (otherMode !== undefined && conflict(mode, otherMode)) return false;
  }
  return true;
}
