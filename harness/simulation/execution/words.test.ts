import { describe, expect, test } from 'vitest';
import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { WORLD_EPOCH } from '../world/world.ts';
import { outcomeOf, Words } from './words.ts';

const server = new FakeCognito({ now: () => WORLD_EPOCH });
for (const username of ['alice', 'b.o.b']) server.addUser({ username, password: 'x' });
const tokens = server.startSession('alice');
const words = new Words(server, ['alice', 'b.o.b']);
const client = `CognitoIdentityServiceProvider.${server.options.clientId}`;

describe('words for a key', () => {
  test.each([
    [`${client}.LastAuthUser`, 'LastAuthUser'],
    [`${client}.alice.accessToken`, 'accessToken'],
    [`${client}.b.o.b.refreshToken`, 'user2/refreshToken'],
    [`${client}.username.deviceKey`, '"username"/deviceKey'],
    ['counter', '"counter"'],
  ])('%s', (key, expected) => {
    expect(words.key(key)).toBe(expected);
  });

  test('of a user that the scenario lacks do not name the user', () => {
    expect(words.key(`${client}.mallory.idToken`)).toMatch(/^\(user [0-9a-f]{8}\)\/idToken$/);
  });
});

describe('words for a value', () => {
  test('count tokens by kind', () => {
    expect(
      Object.values(tokens)
        .map((token) => words.value(token))
        .sort(),
    ).toEqual(['access#1', 'id#1', 'refresh#1']);
  });

  test('number users', () => {
    expect(['alice', 'b.o.b'].map((name) => words.value(name))).toEqual(['user1', 'user2']);
  });

  test('leave short values as they are', () => {
    expect(words.value('0')).toBe('"0"');
  });

  test.each([
    ['a long value', 'x'.repeat(25)],
    ['a value with a user name in it', '{"id":"alice"}'],
    ['a foreign token', `eyJhbGciOiJub25lIn0.${'e'.repeat(40)}.`],
  ])('give only length and digest of %s', (_, value) => {
    expect(words.value(value)).toMatch(new RegExp(`^\\(${value.length} characters, [0-9a-f]{8}\\)$`));
  });
});

test('an answer is told without its body, a refusal by its error', () => {
  const refused = { status: 400, headers: { 'x-amzn-errortype': 'NotAuthorizedException:' }, body: '' };

  expect([
    outcomeOf({ status: 200, headers: {}, body: '{"token":"x"}' }),
    outcomeOf(refused),
    outcomeOf({ status: 500, headers: {}, body: '' }),
  ]).toEqual([
    { code: 'answered' },
    { code: 'refused', error: 'NotAuthorizedException' },
    { code: 'refused', error: 'error' },
  ]);
});
