import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { JwtExpiredError } from 'aws-jwt-verify/error';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Bench, claimsOf, START } from './fixtures.ts';

/** A verifier that trusts what the fake publishes, with the fake's clock for its own. */
function verifierFor({ server }: Bench, tokenUse: 'access' | 'id') {
  const { userPoolId, clientId } = server.options;
  const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse });
  const url = `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}/.well-known/jwks.json`;
  verifier.cacheJwks(JSON.parse(server.respond({ method: 'GET', url, headers: {}, body: '' }).body));
  return verifier;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('tokens verify with aws-jwt-verify', () => {
  it.each(['access', 'id'] as const)('%s', async (use) => {
    const bench = new Bench();
    const { accessToken, idToken } = bench.server.startSession('alice');

    const claims = await verifierFor(bench, use).verify(use === 'access' ? accessToken : idToken);

    expect(claims).toMatchObject({ token_use: use, iat: START / 1000, exp: START / 1000 + 3600 });
  });

  it('until they expire', async () => {
    const bench = new Bench();
    const { accessToken } = bench.server.startSession('alice');
    vi.setSystemTime(START + 3_600_001);

    await expect(verifierFor(bench, 'access').verify(accessToken)).rejects.toThrow(JwtExpiredError);
  });

  it('and after a refresh', async () => {
    const bench = new Bench();
    const { refreshToken } = bench.server.startSession('alice');

    const { AccessToken } = bench.refresh(refreshToken).body.AuthenticationResult;

    await expect(verifierFor(bench, 'access').verify(AccessToken)).resolves.toBeDefined();
  });

  it('but not with a changed payload', async () => {
    const bench = new Bench();
    const [header, , signature] = bench.server.startSession('alice').accessToken.split('.');
    const [, payload] = bench.server.startSession('alice').accessToken.split('.');

    const forged = [header, payload, signature].join('.');

    await expect(verifierFor(bench, 'access').verify(forged)).rejects.toThrow();
  });
});

describe('claims', () => {
  const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const second = START / 1000;
  const common = {
    sub: uuid,
    iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01',
    origin_jti: uuid,
    event_id: uuid,
    jti: uuid,
    auth_time: second,
    iat: second,
    exp: second + 3600,
  };

  it('of a sign-in by the API are these and no other', () => {
    const { accessToken, idToken } = new Bench().server.startSession('alice');

    expect(claimsOf(accessToken)).toEqual({
      ...common,
      client_id: '1example23456789',
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: 'alice',
    });
    expect(claimsOf(idToken)).toEqual({
      ...common,
      aud: '1example23456789',
      token_use: 'id',
      'cognito:username': 'alice',
      email: 'alice@example.com',
      email_verified: true,
    });
  });

  it('name the keys, two different ones, that JWKS lists', () => {
    const { server } = new Bench();
    const { accessToken, idToken } = server.startSession('alice');
    const url = `https://cognito-idp.us-east-1.amazonaws.com/${server.options.userPoolId}/.well-known/jwks.json`;

    const { keys } = JSON.parse(server.respond({ method: 'GET', url, headers: {}, body: '' }).body);
    const kids = [idToken, accessToken].map((token) => {
      const [header = ''] = token.split('.');
      return JSON.parse(Buffer.from(header, 'base64url').toString()).kid;
    });

    expect(keys.map(({ kid }: { kid: string }) => kid)).toEqual(kids);
    expect(new Set(kids).size).toBe(2);
    expect(Object.keys(keys[0])).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('change their origin with a rotation only where set up so', () => {
    const origins = [true, false].map((rotationKeepsOrigin) => {
      const bench = new Bench({ rotation: { graceSeconds: 0 }, rotationKeepsOrigin });
      const { accessToken, refreshToken } = bench.server.startSession('alice');
      const { AccessToken } = bench.refresh(refreshToken).body.AuthenticationResult;
      return claimsOf(AccessToken).origin_jti === claimsOf(accessToken).origin_jti;
    });

    expect(origins).toEqual([true, false]);
  });
});

describe('refresh tokens', () => {
  const { refreshToken } = new Bench().server.startSession('alice');
  const parts = refreshToken.split('.');

  it("are compact JWEs with Cognito's header", () => {
    expect(parts).toHaveLength(5);
    expect(JSON.parse(Buffer.from(parts[0] ?? '', 'base64url').toString())).toEqual({
      cty: 'JWT',
      enc: 'A256GCM',
      alg: 'RSA-OAEP',
    });
    expect(refreshToken).toMatch(/^eyJjdHkiOiJKV1Qi/);
  });

  it('are longer than the 1,024 characters that AsyncStorage keeps in one file on iOS', () => {
    expect(refreshToken.length).toBeGreaterThan(1024);
    expect(refreshToken.length).toBeLessThan(1900);
  });

  it('have an encrypted key, vector and tag of the sizes of RSA-OAEP 2048 and A256GCM', () => {
    expect(parts.map((part) => Buffer.from(part, 'base64url').length)).toMatchObject({
      1: 256,
      2: 12,
      4: 16,
    });
  });
});
