import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actor } from '../fixtures.ts';
import { callsMade, formatPart, ProgramPartError, parsePart, partOfProgram } from './program-part.ts';
import type { ActorProgram } from './scenario.ts';

const code: ActorProgram = { actor: 'code', realm: 'app', run: async () => {} };
const program = [actor('A', 'getCurrentUser', 'fetchAuthSession', 'signOut'), actor('B', 'signOut'), code];

describe('a part of a program', () => {
  test('has only its actors, in the order of the program', () => {
    const part = partOfProgram(program, [{ actor: 'code' }, { actor: 'A' }]);

    expect(part).toEqual([program[0], code]);
  });

  test('has only its calls of an actor', () => {
    const part = partOfProgram(program, [{ actor: 'A', calls: [0, 2] }]);

    expect(part).toEqual([actor('A', 'getCurrentUser', 'signOut')]);
  });

  test.each([
    [[{ actor: 'Z' }], 'it has no actor "Z"; actors: A, B, code'],
    [[{ actor: 'B' }, { actor: 'B' }], 'actor "B" is named twice'],
    [[{ actor: 'A', calls: [1, 3] }], '"A+1+3": actor A has no call 3, only 0 to 2'],
    [[{ actor: 'B', calls: [1] }], '"B+1": actor B has no call 1, only 0'],
    [[{ actor: 'code', calls: [0] }], 'is code, whose calls cannot be selected; expected "code"'],
  ])('that the program does not have is refused: %j', (parts, message) => {
    const take = (): unknown => partOfProgram(program, parts);

    expect(take).toThrow(ProgramPartError);
    expect(take).toThrow(message);
  });
});

test.each([
  [actor('A', 'signOut', 'signOut'), {}, [0, 1]],
  [actor('A', 'signOut', 'signOut'), { calls: [1] }, [1]],
  [code, {}, undefined],
])('calls made of a program', (whole, part, expected) => {
  expect(callsMade(whole, { actor: whole.actor, ...part })).toEqual(expected);
});

describe('the token of an actor', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
  const calls = fc
    .uniqueArray(fc.nat(1000), { minLength: 1 })
    .map((all) => all.sort((one, other) => one - other));

  test.each([
    ['A', { actor: 'A' }],
    ['A+0+2', { actor: 'A', calls: [0, 2] }],
    ['-+10', { actor: '-', calls: [10] }],
  ])('%s', (token, part) => {
    expect([formatPart(part), parsePart(token)]).toEqual([token, part]);
  });

  test('is read as what it was made from, whatever that is', () => {
    fc.assert(
      fc.property(fc.record({ actor: name, calls }, { requiredKeys: ['actor'] }), (part) => {
        expect(parsePart(formatPart(part))).toEqual(part);
      }),
      { seed: 1 },
    );
  });

  test.each([
    'A+',
    'A+x',
    'A+0+0',
    'A+2+1',
    'A+-1',
    'A+1.5',
    'A+01',
    'A+0x1',
    'A+ 1',
    'A+1e1',
    'A+9999999999',
  ])('that is damaged is refused: %s', (token) => {
    expect(() => parsePart(token)).toThrow(ProgramPartError);
    expect(() => parsePart(token)).toThrow(
      `"${token}" is neither an actor, such as "A", nor an actor with the ascending indices`,
    );
  });
});
