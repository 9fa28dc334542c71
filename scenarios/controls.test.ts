import { describe, expect, test } from 'vitest';
import { canBeHad } from '../harness/amplify/releases/fixtures.ts';
import { mutate } from '../harness/amplify/releases/mutant.ts';
import { explore } from '../harness/exploration/explore/explore.ts';
import { createStrategy } from '../harness/exploration/strategies/create-strategy.ts';
import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import { CONTROLS, type Control } from './controls.ts';
import { IN_FORCE } from './in-force.ts';
import { controlInWords } from './in-words.ts';
import { CATALOGUE } from './index.ts';

const load = subjectLoader();

/** What a scenario is for must show within so many executions. */
const RUNS = 150;

/** What broke, as `invariant: message`, and what was in force, in a few orders of several kinds. */
async function explored(
  name: string,
  { amplify, set = {}, mutant }: Control,
): Promise<{ broken: string[]; inForce: string[] }> {
  const scenario = CATALOGUE.find((candidate) => candidate.name === name);
  if (!scenario) throw new TypeError(`no scenario "${name}"`);
  const original = await load({ amplify, scenario, options: resolveOptions(scenario.options, set), seed: 1 });
  const subject = mutant ? { ...original, release: mutate(original.release, mutant) } : original;
  const strategy = createStrategy('portfolio', { seed: 1 });
  const { symptoms, inForce, uncontrolled, tooLong } = await explore(subject, strategy, { runs: RUNS });
  expect({ uncontrolled, tooLong }).toEqual({ uncontrolled: undefined, tooLong: 0 });
  return {
    broken: symptoms.map(({ violation }) => `${violation.invariant}: ${violation.message}`),
    inForce: [...inForce.keys()].sort(),
  };
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
  test.skipIf(!had.has(fails.amplify))(`fails on ${controlInWords(fails)}`, async () => {
    const { broken, inForce } = await explored(name, fails);

    expect(broken).toContainEqual(expect.stringContaining(`${fails.invariant}: `));
    // Else measure again, and mend in-force.ts.
    expect(inForce).toEqual(IN_FORCE[name]?.toSorted());
  });

  test.skipIf(!had.has(survives.amplify))(`survives on ${controlInWords(survives)}`, async () => {
    expect((await explored(name, survives)).broken).toEqual([]);
  });
});
