import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { expect, it } from 'vitest';
import type { FakeCognito } from '../fake-cognito.ts';
import { HOUR } from '../fixtures.ts';
import { serve } from './fixtures.ts';

/** A verifier that gets the keys by `fetch`: its own import of `https` is bound before it can be intercepted. */
function verifierFor({ options: { userPoolId, clientId } }: FakeCognito) {
  const fetcher = { fetch: async (url: string) => (await fetch(url)).arrayBuffer() };
  const jwksCache = new SimpleJwksCache({ fetcher });
  return CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: null }, { jwksCache });
}

it('aws-jwt-verify fetches the published keys and accepts what they signed, until it expires', async () => {
  const { server, wait } = serve();
  const { accessToken, idToken } = server.startSession('alice');
  const verifier = verifierFor(server);

  const access = await verifier.verify(accessToken, { tokenUse: 'access' });
  const id = await verifier.verify(idToken, { tokenUse: 'id' });
  wait(2 * HOUR);

  expect(access.username).toBe('alice');
  expect(id['cognito:username']).toBe('alice');
  expect(id.sub).toBe(access.sub);
  await expect(verifier.verify(accessToken, { tokenUse: 'access' })).rejects.toThrow('Token expired');
});

it('aws-jwt-verify goes on accepting what has been revoked: only Cognito knows', async () => {
  const { server } = serve();
  const { accessToken } = server.startSession('alice');
  const verifier = verifierFor(server);
  server.setEnabled('alice', false);

  await expect(verifier.verify(accessToken)).resolves.toBeDefined();
});

it.each(['access', 'id'] as const)(
  'aws-jwt-verify refuses the other kind where it wants an %s token',
  async (use) => {
    const { server } = serve();
    const { accessToken, idToken } = server.startSession('alice');
    const other = use === 'access' ? idToken : accessToken;

    const attempt = verifierFor(server).verify(other, { tokenUse: use });

    await expect(attempt).rejects.toThrow(/Token use not allowed/);
  },
);
