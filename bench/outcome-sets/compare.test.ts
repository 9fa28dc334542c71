import { expect, test } from 'vitest';
import type { Strategy } from '../../harness/simulation/execution/strategy.ts';
import {
  actor,
  COUNTER,
  noLostUpdate,
  plainStrategy,
  tinySubject,
} from '../../harness/simulation/fixtures.ts';
import { compareOutcomes } from './compare.ts';
import { showMissing } from './show-missing.ts';
import { comparedSubjects, inWords } from './subjects.ts';
import { agrees } from './table.ts';

const twoIncrements = tinySubject({
  calls: COUNTER,
  program: [actor('A', 'signOut'), actor('B', 'signOut')],
  invariants: [noLostUpdate],
});
const SAMPLES = { mostExecutions: 500, runs: 40, strategies: ['random', 'pos'], seeds: [1, 2] };

/** A search that knows one order only. */
function oneOrder(): Strategy {
  let begun = false;
  return {
    ...plainStrategy(),
    begin: () => {
      const isFirst = !begun;
      begun = true;
      return isFirst;
    },
  };
}

test('the exhaustive search comes to every end that samples come to', async () => {
  const comparison = await compareOutcomes(twoIncrements, SAMPLES);

  expect(comparison.search.ended).toBe(true);
  expect(comparison.sampledEnds).toBeGreaterThan(1);
  expect(agrees(comparison)).toBe(true);
});

test('a search that leaves orders out lacks ends and symptoms', async () => {
  const comparison = await compareOutcomes(twoIncrements, { ...SAMPLES, search: oneOrder() });

  expect(comparison.missing.length).toBeGreaterThan(0);
  expect(comparison.missingSymptoms).toEqual(['no-lost-update: an update is lost']);
  expect(agrees(comparison)).toBe(false);
  expect(showMissing(comparison)).toContain('+ broken no-lost-update: an update is lost');
});

test('a search that does not end within its bound is not compared', async () => {
  const comparison = await compareOutcomes(twoIncrements, { ...SAMPLES, mostExecutions: 1 });

  expect(comparison).toMatchObject({ search: { ended: false }, sampled: 0, missing: [] });
});

test('there are at least 120 subjects, each of its own', () => {
  const words = comparedSubjects().map(inWords);

  expect(words.length).toBeGreaterThanOrEqual(120);
  expect(new Set(words).size).toBe(words.length);
});
