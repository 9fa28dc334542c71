import { describe, expect, test } from 'vitest';
import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { WireRequest } from '../../../fakes/cognito/wire.ts';
import { WORLD_EPOCH } from '../world/world.ts';
import { Words } from './words.ts';

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

describe('words for what is on the wire', () => {
  const request: WireRequest = {
    method: 'POST',
    url: 'https://cognito-idp.us-east-1.amazonaws.com/',
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
    body: JSON.stringify({ AuthParameters: { REFRESH_TOKEN: tokens.refreshToken } }),
  };

  test('name the operation of a request, nothing of its body', () => {
    expect(words.request(request)).toBe('InitiateAuth');
  });

  test('name the path of a request without operation', () => {
    const get = {
      ...request,
      headers: {},
      url: 'https://cognito-idp.us-east-1.amazonaws.com/pool/jwks.json',
    };

    expect(words.request(get)).toBe('/pool/jwks.json');
  });

  test('say whether it was answered or refused, and as what', () => {
    const refused = { status: 400, headers: { 'x-amzn-errortype': 'NotAuthorizedException:' }, body: '' };

    expect([
      words.response(request, { status: 200, headers: {}, body: '' }),
      words.response(request, refused),
      words.response(request, { status: 500, headers: {}, body: '' }),
    ]).toEqual([
      'InitiateAuth answered',
      'InitiateAuth refused: NotAuthorizedException',
      'InitiateAuth refused: error',
    ]);
  });
});
