import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 allocate all parts of a world as new ones. A world lives for a few milliseconds, but the first ones, which
 * run before the code is optimised, live long enough for V8 to conclude that some kinds of objects do, and to
 * allocate those among the old ones from then on. There each dead one keeps alive, until the next full collection,
 * whatever it refers to: nearly the whole world. Of the process, so that worker threads have it, too.
 *
 * Source of what V8 does there: Clifford, Payer, Stanton and Titzer, "Memento Mori: Dynamic Allocation-site-based
 * Optimizations", ISMM 2015.
 */
export function allocateWorldsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
