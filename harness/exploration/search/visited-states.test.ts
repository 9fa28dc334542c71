import { describe, expect, test } from 'vitest';
import { allocateSharedStates, SharedVisitedStates } from './shared-visited-states.ts';
import { LocalVisitedStates, StepBits, type VisitedStates } from './visited-states.ts';

describe.each<[string, () => VisitedStates]>([
  ['in one thread', () => new LocalVisitedStates()],
  ['shared by threads', () => new SharedVisitedStates(allocateSharedStates(64))],
])('states met, %s', (_, create) => {
  test('tell what was left out at every visit before', () => {
    const states = create();

    expect(states.meet('a', 0b110)).toBeUndefined();
    expect(states.meet('b', 0)).toBeUndefined();
    expect(states.meet('a', 0b011)).toBe(0b110);
    expect(states.meet('a', 0b111)).toBe(0b010);
    expect(states.meet('b', 0b111)).toBe(0);
    expect(states.size).toBe(2);
  });
});

test('two views of one memory are one table, and its entries another one', () => {
  const memory = allocateSharedStates(64);
  const [one, two] = [new SharedVisitedStates(memory), new SharedVisitedStates(memory)];
  one.meet('a', 0b10);
  const copy = new SharedVisitedStates(allocateSharedStates(128));

  copy.addAll(two.entries());

  expect(two.meet('a', 0)).toBe(0b10);
  expect(copy.meet('a', 0)).toBe(0b10);
  expect(copy.size).toBe(1);
});

test('a table that is full says so', () => {
  const states = new SharedVisitedStates(allocateSharedStates(4));

  expect(() => [...'abcde'].map((key) => states.meet(key, 0))).toThrow('more than 4 states');
});

test('steps beyond those that have a bit are never left out', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `s${String(index).padStart(2, '0')}`);
  const steps = new StepBits(ids.toReversed());

  const all = steps.bitsOf(new Set(ids));

  expect(ids.filter((id) => steps.isIn(all, id))).toEqual(ids.slice(0, 31));
});
