import { compileFunction } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { bundleOf, type Program } from '../heap/fixtures.ts';
import { JOURNAL_HOOKS, Journal } from './journal.ts';
import { makeRewindable } from './rewindable.ts';

/** A program that was evaluated, and whose writes are remembered from then on. */
function begun(code: string): { readonly program: Program; readonly journal: Journal } {
  const journal = new Journal();
  const evaluate = compileFunction(makeRewindable(bundleOf(code)).code, [JOURNAL_HOOKS]);
  const program = evaluate(journal.hooks) as Program;
  journal.begin();
  return { program, journal };
}

describe('what is put back', () => {
  test.each([
    ['a property of a collection', 'const state = new Map();', 'state.name = 1;', 'state.name'],
    [
      'one of a collection with a new entry',
      'const state = new Map();',
      'state.set(1, 2); Object.assign(state, { name: 1 });',
      '[state.name, state.size]',
    ],
    [
      'a name on an array',
      'const state = [1];',
      'state.push(2); state.name = 1;',
      '[state.name, state.length]',
    ],
    [
      'properties assigned to an array',
      'const state = [1];',
      'state[0] = 2; Object.assign(state, { name: 1 });',
      '[state.name, state[0]]',
    ],
    ['the length of an array', 'const state = [1, 2];', 'state.length = 0;', 'state.length'],
    ['parts of a URL', "const state = new URL('https://a.example/b');", "state.search = '?c';", 'state.href'],
  ])('%s', (_, declaration, change, look) => {
    const { program, journal } = begun(
      `${declaration} return { change() { ${change} }, look: () => ${look} };`,
    );
    const before = program.look?.();

    program.change?.();
    const changed = program.look?.();
    journal.rewind();

    expect(changed).not.toEqual(before);
    expect(program.look?.()).toEqual(before);
    expect(journal.spoilt).toBe(false);
  });
});

test.each(['Object.freeze(state);', 'state.push(2); Object.freeze(state);'])(
  'an array that was frozen cannot be put back: %s',
  (change) => {
    const { program, journal } = begun(`const state = [1]; return { change() { ${change} } };`);

    program.change?.();
    journal.rewind();

    expect(journal.spoilt).toBe(true);
  },
);

test('a method that does not exist is missed as it would be otherwise', () => {
  const { program } = begun('return { change() { ({}).set(1); } };');

  expect(() => program.change?.()).toThrow(TypeError);
});
