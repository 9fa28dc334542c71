import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AccessMode, conflict } from '../../instrumentation/access-set.ts';
import { HappenedBefore, type Sequence } from './happened-before.ts';

interface Event {
  readonly label: string;
  readonly accesses: ReadonlyMap<string, AccessMode>;
}

const events = fc.array(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c'),
    accesses: fc.dictionary(
      fc.constantFrom('x', 'y'),
      fc.constantFrom<AccessMode>('read', 'update', 'write'),
    ),
  }),
  { minLength: 2, maxLength: 8 },
);

/** Events with labels of their own, so that each can be found again in another sequence. */
function distinct(generated: readonly { name: string; accesses: Record<string, AccessMode> }[]): Event[] {
  return generated.map(({ name, accesses }, index) => ({
    label: `${name}${index}`,
    accesses: new Map(Object.entries(accesses)),
  }));
}

function orderOf(sequence: readonly Event[], which?: Sequence) {
  const order = new HappenedBefore();
  for (const event of sequence) order.add(event);
  const places = order.places(which);
  const placeOf = new Map(sequence.map(({ label }, index) => [label, places[index] ?? 0]));
  return { digest: order.digest, placeOf: (label: string) => placeOf.get(label) ?? 0 };
}

function areInConflict(one: Event, other: Event): boolean {
  return [...one.accesses].some(([location, mode]) => {
    const otherMode = other.accesses.get(location);
    return otherMode !== undefined && conflict(mode, otherMode);
  });
}

test('two neighbours that do not conflict can change places, and nothing is told apart', () => {
  fc.assert(
    fc.property(events, fc.nat(), (generated, at) => {
      const sequence = distinct(generated);
      const index = at % (sequence.length - 1);
      const [one, other] = [sequence[index], sequence[index + 1]] as [Event, Event];
      const swapped = sequence.with(index, other).with(index + 1, one);

      const [before, after] = [orderOf(sequence), orderOf(swapped)];

      const same = before.digest === after.digest;
      expect(same).toBe(!areInConflict(one, other));
      if (same) {
        for (const { label } of sequence) expect(after.placeOf(label)).toBe(before.placeOf(label));
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});

test.each<Sequence>(['usual', 'other'])(
  'events that conflict keep their order in the %s sequence, and each has a place of its own',
  (which) => {
    fc.assert(
      fc.property(events, (generated) => {
        const sequence = distinct(generated);

        const { placeOf } = orderOf(sequence, which);

        for (const [index, one] of sequence.entries()) {
          for (const other of sequence.slice(index + 1)) {
            if (areInConflict(one, other)) expect(placeOf(one.label)).toBeLessThan(placeOf(other.label));
          }
        }
        expect(sequence.map(({ label }) => placeOf(label)).sort((a, b) => a - b)).toEqual(
          sequence.map((_, index) => index + 1),
        );
      }),
      { seed: 1, numRuns: 500 },
    );
  },
);

test('two events without a conflict change places in the other sequence', () => {
  const sequence = distinct([
    { name: 'a', accesses: { x: 'write' } },
    { name: 'b', accesses: { y: 'write' } },
  ]);

  const [usual, other] = [orderOf(sequence), orderOf(sequence, 'other')];

  expect(other.placeOf('a0')).toBe(usual.placeOf('b1'));
  expect(other.placeOf('b1')).toBe(usual.placeOf('a0'));
});
