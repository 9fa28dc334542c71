import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 allocate all parts of a world in the young generation. A world lives for a few milliseconds. But the first
 * worlds run before the code is optimised and live longer; V8 concludes that some kinds of objects live long, and
 * allocates them in the old generation from then on. There, until the next full collection, each dead object keeps
 * alive whatever it refers to: nearly the whole world. The flag is set for the process, so worker threads have it, too.
 *
 * Source of what V8 does there: Clifford, Payer, Stanton and Titzer, "Memento Mori: Dynamic Allocation-site-based
 * Optimizations", ISMM 2015.
 */
export function allocateWorldsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
