import { expect, test } from 'vitest';
import { checkProgram, defineScenario } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';

const rest = {
  title: 'A scenario',
  description: 'A scenario.',
  options: {},
  start: () => ({ users: [], devices: {}, realms: {} }),
  program: () => [],
};

test('a scenario is what it was defined as', () => {
  const scenario = defineScenario({ name: 'concurrent-refresh', ...rest });

  expect(scenario).toMatchObject({ name: 'concurrent-refresh', title: 'A scenario', options: {} });
  expect(scenario.start({})).toEqual({ users: [], devices: {}, realms: {} });
  expect(scenario.program({})).toEqual([]);
});

test.each(['Concurrent', 'two words', '', '1st', 'a/b', 'a_b'])('"%s" is refused as a name', (name) => {
  expect(() => defineScenario({ name, ...rest })).toThrow(
    new ScenarioError(`scenario name "${name}" is not kebab case, such as "concurrent-refresh"`),
  );
});

const program = (...actors: string[]) => actors.map((actor) => ({ actor, realm: 'app', calls: [] }));

test.each(['a b', '', 'a.b', 'a/b', 'a:b', 'ä'])(
  'an actor called "%s" is refused: its steps could not be named',
  (name) => {
    expect(() => checkProgram(program('A', name))).toThrow(
      new ScenarioError(`actor "${name}" may only contain letters, digits, - and _`),
    );
  },
);

test('two actors of one name are refused', () => {
  expect(() => checkProgram(program('A', 'B', 'A'))).toThrow(new ScenarioError('two actors are called "A"'));
});

test('actors of letters, digits, - and _ are taken', () => {
  expect(() => checkProgram(program('A', 'sign-out_2', 'b'))).not.toThrow();
});
