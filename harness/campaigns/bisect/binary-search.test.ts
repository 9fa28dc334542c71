import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mark, searchStep } from './binary-search.ts';

/** Follows the search through releases that change at one index; `broken` ones cannot be judged. */
function follow(count: number, change: number, broken: ReadonlySet<number> = new Set()) {
  const marks = new Map<number, Mark>([
    [0, 'as-from'],
    [count - 1, 'as-to'],
  ]);
  for (let probes = 0; ; probes += 1) {
    const step = searchStep(marks);
    if (step.kind !== 'probe') return { step, probes };
    expect(marks.has(step.index)).toBe(false);
    marks.set(step.index, broken.has(step.index) ? 'unknown' : step.index < change ? 'as-from' : 'as-to');
  }
}

const line = fc
  .integer({ min: 2, max: 300 })
  .chain((count) => fc.record({ count: fc.constant(count), change: fc.integer({ min: 1, max: count - 1 }) }));

test('the change is found in as many probes as halving takes', () => {
  fc.assert(
    fc.property(line, ({ count, change }) => {
      const { step, probes } = follow(count, change);

      expect(step).toEqual({ kind: 'found', last: change - 1, first: change });
      expect(probes).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
    }),
  );
});

test('releases that cannot be judged are passed over; what is found has only such ones in it', () => {
  const withBroken = line.chain((given) =>
    fc.record({
      ...pick(given),
      broken: fc.uniqueArray(fc.integer({ min: 1, max: Math.max(1, given.count - 2) })),
    }),
  );
  fc.assert(
    fc.property(withBroken, ({ count, change, broken }) => {
      const { step } = follow(count, change, new Set(broken));

      if (step.kind !== 'found') throw new Error(`it ended in ${step.kind}`);
      expect(step.last).toBeLessThan(change);
      expect(step.first).toBeGreaterThanOrEqual(change);
      for (let index = step.last + 1; index < step.first; index += 1) expect(broken).toContain(index);
    }),
  );
});

function pick({ count, change }: { count: number; change: number }) {
  return { count: fc.constant(count), change: fc.constant(change) };
}

test('what was known before need not be asked again', () => {
  const marks = new Map<number, Mark>([
    [0, 'as-from'],
    [4, 'as-from'],
    [5, 'as-to'],
    [9, 'as-to'],
  ]);

  expect(searchStep(marks)).toEqual({ kind: 'found', last: 4, first: 5 });
});

test('a change to and fro is told, not searched', () => {
  const marks = new Map<number, Mark>([
    [0, 'as-from'],
    [3, 'as-to'],
    [6, 'as-from'],
    [9, 'as-to'],
  ]);

  expect(searchStep(marks)).toEqual({ kind: 'not-one-change', last: 6, first: 3 });
});
