import { expect, it } from 'vitest';
import { Bench } from '../fixtures.ts';

it('ends the session of the token and no other', () => {
  const bench = new Bench();
  const [one, two] = [bench.server.startSession('alice'), bench.server.startSession('alice')];

  const { status, body } = bench.send('RevokeToken', { Token: one.refreshToken });

  expect([status, body]).toEqual([200, {}]);
  expect(bench.send('GetUser', { AccessToken: one.accessToken }).body.message).toBe(
    'Access Token has been revoked',
  );
  expect(bench.send('GetUser', { AccessToken: two.accessToken }).status).toBe(200);
});

it.each(['never issued', 'revoked'])('answers a token %s as a success', (which) => {
  const bench = new Bench();
  const { refreshToken } = bench.server.startSession('alice');
  const Token = which === 'revoked' ? refreshToken : which;
  bench.send('RevokeToken', { Token });

  expect(bench.send('RevokeToken', { Token }).status).toBe(200);
});

it.each(['accessToken', 'idToken'] as const)('refuses an %s', (kind) => {
  const bench = new Bench();
  const tokens = bench.server.startSession('alice');

  const { body } = bench.send('RevokeToken', { Token: tokens[kind] });

  expect(body.__type).toBe('UnsupportedTokenTypeException');
});

it('refuses on a client without revocation', () => {
  const bench = new Bench({ revocation: false });
  const { refreshToken } = bench.server.startSession('alice');

  expect(bench.send('RevokeToken', { Token: refreshToken }).body.__type).toBe(
    'UnsupportedOperationException',
  );
  expect(bench.server.honours(refreshToken)).toBe(true);
});

it('refuses an unknown or revoked token where it is set up so', () => {
  const bench = new Bench({ revokeAgain: 'NotAuthorizedException' });
  const { refreshToken } = bench.server.startSession('alice');
  const revoke = (Token: string) => bench.send('RevokeToken', { Token }).status;

  expect([revoke(refreshToken), revoke(refreshToken), revoke('never issued')]).toEqual([200, 400, 400]);
});
