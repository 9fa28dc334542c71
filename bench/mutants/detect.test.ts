import { describe, expect, test } from 'vitest';
import { canBeHad } from '../../harness/amplify/releases/fixtures.ts';
import { loadRelease } from '../../harness/amplify/releases/load-release.ts';
import { MUTANTS } from './catalogue/index.ts';
import { searchOriginal, tryMutant } from './detect.ts';
import { mutate } from './mutant.ts';
import { AMPLIFY_5, type Situation } from './situations.ts';
import { isAsExpected, scenarioTable, summary } from './table.ts';

const release = await loadRelease('installed');
const hasAmplify5 = await canBeHad(AMPLIFY_5);
const ONE_CALL: Situation = { scenario: 'flaky-network-during-refresh', set: { calls: '1' } };

function named(name: string) {
  const mutant = MUTANTS.find((candidate) => candidate.name === name);
  if (!mutant) throw new TypeError(`no mutant "${name}"`);
  return mutant;
}

describe('the catalogue of mutants', () => {
  test.each(MUTANTS.filter(({ amplify }) => !amplify || hasAmplify5))(
    '$name fits its release',
    async (mutant) => {
      const original = await loadRelease(mutant.amplify ?? 'installed');

      const { bundle } = mutate(original, mutant);

      expect(bundle.code).not.toBe(original.bundle.code);
      expect(() => new Function(bundle.code)).not.toThrow();
    },
  );

  test('has names of its own in kebab case', () => {
    const names = MUTANTS.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });
});

describe('in every order of one call on a bad network', () => {
  const original = searchOriginal(ONE_CALL, release);

  test('nothing new breaks on the original, so it is not detected', async () => {
    const known = await original;

    expect([...known.symptoms]).toEqual([]);
    expect(known.executions).toBeGreaterThan(1);
    expect(await tryMutant(release, [known])).toEqual({ detected: [], executions: known.executions });
  });

  test.each([
    ['clears-on-network-error', 'session-survives: session-gone'],
    ['refresh-token-from-response-only', 'session-survives: refresh-token-gone-silently'],
    ['refresh-not-announced', 'refreshes-announced: refresh-not-announced'],
  ])('%s is detected by %s', async (name, symptom) => {
    const { detected } = await tryMutant(mutate(release, named(name)), [await original]);

    expect(detected).toEqual([{ situation: ONE_CALL, symptom }]);
  });

  test('one that breaks nothing new is not detected', async () => {
    const known = await original;
    const symptoms = new Set(['refreshes-announced: refresh-not-announced']);

    const { detected } = await tryMutant(mutate(release, named('refresh-not-announced')), [
      { ...known, symptoms },
    ]);

    expect(detected).toEqual([]);
  });
});

describe('a bench', () => {
  const mutant = named('refresh-not-announced');
  const detected = [{ situation: ONE_CALL, symptom: 'never: always' }];
  const unheard = { code: 'not-judged', argument: 'Nobody listens.' } as const;

  test('is as expected when all are detected but those that are known to survive', () => {
    const tried = [
      { mutant, detected, executions: 1 },
      { mutant: { ...mutant, survivesBecause: unheard }, detected: [], executions: 9 },
    ];

    expect(isAsExpected(tried)).toBe(true);
    expect(summary(tried)).toBe(
      '1 of 2 mutants are detected: 50.0% (wanted: 95%).\n' +
        '- refresh-not-announced survives: not-judged. Nobody listens.',
    );
  });

  test('does not count the equivalent ones', () => {
    const same = { code: 'equivalent', argument: 'It is the same.' } as const;
    const tried = [
      { mutant, detected, executions: 1 },
      { mutant: { ...mutant, survivesBecause: same }, detected: [], executions: 9 },
    ];

    expect(summary(tried)).toContain(
      '1 of 1 mutants are detected: 100.0% (wanted: 95%). 1 more are equivalent to it.',
    );
  });

  test.each([
    ['survives for no known reason', { mutant, detected: [] }, 'survives: nobody knows why'],
    [
      'is detected although it is said to survive',
      { mutant: { ...mutant, survivesBecause: unheard }, detected },
      'is detected, although it is said to survive',
    ],
  ])('is not when one %s', (_, trial, words) => {
    expect(isAsExpected([{ ...trial, executions: 1 }])).toBe(false);
    expect(summary([{ ...trial, executions: 1 }])).toContain(words);
  });

  test('lists each scenario with the mutants that it detects', () => {
    const idle: Situation = { scenario: 'sequential', set: {} };

    const rows = scenarioTable([{ mutant, detected, executions: 1 }], [ONE_CALL, idle]).split('\n');

    expect(rows.some((row) => /flaky-network-during-refresh +│ 1 +│ refresh-not-announced/.test(row))).toBe(
      true,
    );
    expect(rows.some((row) => /sequential +│ 0 +│/.test(row))).toBe(true);
  });
});
