import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareOrders } from './compare-orders.ts';
import { handings, sharings } from './grammar.ts';

/** `npm run bench:heap` runs 20,000. */
const PROGRAMS = 120;

it('a search misses no outcome of a generated program that it does not say it cannot follow', {
  timeout: 120_000,
}, async () => {
  let followed = 0;
  await fc.assert(
    fc.asyncProperty(fc.oneof(sharings, handings), async (code) => {
      const compared = await compareOrders(code);
      if (!compared) return;
      expect(compared.different).toEqual([]);
      if (compared.declared.length > 0) return;
      followed += 1;
      expect(compared.missing).toEqual([]);
    }),
    { numRuns: PROGRAMS },
  );
  expect(followed).toBeGreaterThan(PROGRAMS / 5);
});
