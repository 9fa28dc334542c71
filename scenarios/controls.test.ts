import { describe, expect, test } from 'vitest';
import { explore } from '../harness/check/explore.ts';
import { subjectLoader } from '../harness/execution/load-subject.ts';
import { canBeHad } from '../harness/releases/fixtures.ts';
import { mutate } from '../harness/releases/mutant.ts';
import { resolveOptions } from '../harness/scenario/options.ts';
import { createStrategy } from '../harness/strategies/create-strategy.ts';
import { CONTROLS, type Control } from './controls.ts';
import { CATALOGUE } from './index.ts';

const load = subjectLoader();

/** What a scenario is for must show within so many executions. */
const RUNS = 150;

/** What broke, as `invariant: message`, in a few orders of several kinds. */
async function broken(name: string, { amplify, set = {}, mutant }: Control): Promise<string[]> {
  const scenario = CATALOGUE.find((candidate) => candidate.name === name);
  if (!scenario) throw new TypeError(`no scenario "${name}"`);
  const original = await load({ amplify, scenario, options: resolveOptions(scenario.options, set), seed: 1 });
  const subject = mutant ? { ...original, release: mutate(original.release, mutant) } : original;
  const strategy = createStrategy('portfolio', { seed: 1 });
  const { symptoms, uncontrolled, tooLong } = await explore(subject, strategy, { runs: RUNS });
  expect({ uncontrolled, tooLong }).toEqual({ uncontrolled: undefined, tooLong: 0 });
  return symptoms.map(({ violation }) => `${violation.invariant}: ${violation.message}`);
}

const versions = [
  ...new Set(Object.values(CONTROLS).flatMap(({ fails, survives }) => [fails.amplify, survives.amplify])),
];
const had = new Set<string>();
for (const version of versions) if (version === 'installed' || (await canBeHad(version))) had.add(version);

test('every scenario has a positive control, except the one in which nothing can go wrong', () => {
  expect(Object.keys(CONTROLS)).toEqual(
    CATALOGUE.map(({ name }) => name).filter((name) => name !== 'sequential'),
  );
});

describe.each(Object.entries(CONTROLS))('%s', (name, { fails, survives }) => {
  test.skipIf(!had.has(fails.amplify))(`fails on ${inWords(fails)}`, async () => {
    expect(await broken(name, fails)).toContainEqual(expect.stringContaining(`${fails.invariant}: `));
  });

  test.skipIf(!had.has(survives.amplify))(`survives on ${inWords(survives)}`, async () => {
    expect(await broken(name, survives)).toEqual([]);
  });
});

function inWords({ amplify, set = {}, mutant }: Control): string {
  return [
    mutant ? `a mutant of ${amplify}` : amplify,
    ...Object.entries(set).map(([name, value]) => `${name}=${value}`),
  ].join(' ');
}
