import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Randomness } from '../../amplify/realm/randomness.ts';
import { Corpus } from './corpus.ts';
import { huntedPrograms, LARGEST } from './grammar.ts';
import { mutate } from './mutate.ts';

const [first, second] = fc.sample(huntedPrograms(LARGEST), { numRuns: 2, seed: 1 });
if (!first || !second) throw new Error('no programs');

test('an empty corpus has nothing to pick', () => {
  expect(new Corpus().pick(new Randomness(1))).toBeUndefined();
});

test('a program is picked more often the more was new with it', () => {
  const corpus = new Corpus();
  corpus.add(first, 1);
  corpus.add(second, 9);
  const randomness = new Randomness(1);

  const picked = Array.from({ length: 10 }, () => corpus.pick(randomness));

  expect(picked).toContain(first);
  expect(picked.filter((program) => program === second).length).toBeGreaterThan(5);
});

test('a neighbour of a program differs from it in its actors or in one thing about its world', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const neighbour = mutate(first, second, LARGEST, new Randomness(seed));

    const names = Object.keys(first) as (keyof typeof first)[];
    const changed = names.filter((name) => neighbour[name] !== first[name]);
    expect(changed.length).toBeLessThanOrEqual(1);
    expect(neighbour.actors.length).toBeGreaterThan(0);
    expect(neighbour.actors.length).toBeLessThanOrEqual(LARGEST.actors);
  }
});
