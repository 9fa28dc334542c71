import { describe, expect, test } from 'vitest';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import { CATALOGUE } from './index.ts';

test('scenarios have names of their own', () => {
  const names = CATALOGUE.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
});

describe.each(CATALOGUE.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  const options = resolveOptions(scenario.options, {});

  test('has defaults that its own options accept', () => {
    const texts = Object.entries(scenario.options).map(([name, { default: value }]) => [name, String(value)]);

    expect(resolveOptions(scenario.options, Object.fromEntries(texts))).toEqual(options);
  });

  test('has actors with names of their own in realms that it has', () => {
    const program = scenario.program(options);
    const actors = program.map(({ actor }) => actor);
    const { realms } = scenario.start(options);

    expect(new Set(actors).size).toBe(actors.length);
    expect(actors.filter((actor) => !/^[\w-]+$/.test(actor))).toEqual([]);
    expect(program.filter(({ realm }) => !Object.hasOwn(realms, realm))).toEqual([]);
  });

  test('says in title and description what happens to the user', () => {
    expect(scenario.title).toMatch(/^[A-Z]/);
    expect(scenario.description).toMatch(/^[A-Z].*\.$/);
  });
});
