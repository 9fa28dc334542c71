import { expect, test } from 'vitest';
import { mostSevereFirst, type Symptom, Symptoms } from './symptoms.ts';

function symptom(invariant: string, how: string, changes: Partial<Symptom> = {}): Symptom {
  const violation = { invariant, symptom: how, message: 'it broke' };
  return { violation, schedule: ['A'], hits: 1, firstHit: 1, foundBy: 'random', ...changes };
}

function inWords(symptoms: Iterable<Symptom>): string[] {
  return [...symptoms].map(({ violation }) => `${violation.invariant}: ${violation.symptom}`);
}

test('each symptom is kept once, with the hits of all and what is known of the first', () => {
  const symptoms = new Symptoms([
    symptom('session-survives', 'gone', { hits: 2, firstHit: 3 }),
    symptom('session-survives', 'another name'),
    symptom('session-survives', 'gone', { hits: 5, firstHit: 9, foundBy: 'delay' }),
  ]);

  expect(inWords(symptoms)).toEqual(['session-survives: gone', 'session-survives: another name']);
  expect([...symptoms][0]).toMatchObject({ hits: 7, firstHit: 3, foundBy: 'random' });
});

test.each([
  ['the shortest', ['B', 'A'], ['A', 'B', 'C']],
  ['of several as short the first by its steps', ['A', 'B'], ['B', 'A']],
])('whichever comes first, the schedule that is kept is %s', (_, kept, other) => {
  const [one, two] = [kept, other].map((schedule) => symptom('session-survives', 'gone', { schedule }));

  const schedules = [
    [one, two],
    [two, one],
  ].map((given) => {
    const symptoms = new Symptoms(given.filter((each) => each !== undefined));
    return [...symptoms].map(({ schedule }) => schedule);
  });

  expect(schedules).toEqual([[kept], [kept]]);
});

test("the most severe invariant comes first, a scenario's own last, and within one invariant the symptom found first", () => {
  const symptoms = [
    symptom('of-a-scenario', 'broken', { firstHit: 1 }),
    symptom('no-false-sign-out', 'signed out', { firstHit: 2 }),
    symptom('session-survives', 'gone later', { firstHit: 8 }),
    symptom('session-survives', 'gone', { firstHit: 7 }),
  ];

  expect(inWords(mostSevereFirst(symptoms))).toEqual([
    'session-survives: gone',
    'session-survives: gone later',
    'no-false-sign-out: signed out',
    'of-a-scenario: broken',
  ]);
});

test('what a search of every order met comes in the same order whichever thread was first', () => {
  const before = symptom('session-survives', 'met before', { firstHit: 900 });
  const searched = (how: string, firstHit: number): Symptom =>
    symptom('session-survives', how, { firstHit, foundBy: 'exhaustive' });

  const one = mostSevereFirst([searched('a', 1), searched('b', 2), before]);
  const other = mostSevereFirst([searched('b', 1), searched('a', 2), before]);

  expect(inWords(one)).toEqual(['met before', 'a', 'b'].map((how) => `session-survives: ${how}`));
  expect(inWords(other)).toEqual(inWords(one));
});
