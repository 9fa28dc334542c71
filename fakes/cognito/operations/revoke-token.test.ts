import { describe, expect, it } from 'vitest';
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
  const bench = new Bench({ revokeAgain: 'UnauthorizedException' });
  const { refreshToken } = bench.server.startSession('alice');
  const revoke = (Token: string) => bench.send('RevokeToken', { Token }).body.__type;

  expect([revoke(refreshToken), revoke(refreshToken), revoke('never issued')]).toEqual([
    undefined,
    'UnauthorizedException',
    'UnauthorizedException',
  ]);
});

it('refuses another app client', () => {
  const { body } = new Bench().send('RevokeToken', { ClientId: 'another', Token: 'any' });

  expect(body.__type).toBe('UnauthorizedException');
});

describe('a token that a rotation has replaced', () => {
  const rotateAndRevoke = (revokeReplaced: 'session' | 'token') => {
    const bench = new Bench({ rotation: { graceSeconds: 60 }, revokeReplaced });
    const started = bench.server.startSession('alice');
    const second = bench.refresh(started.refreshToken).body.AuthenticationResult;
    const third = bench.refresh(second.RefreshToken).body.AuthenticationResult;
    bench.send('RevokeToken', { Token: started.refreshToken });
    const access = [started.accessToken, second.AccessToken, third.AccessToken];
    return {
      access: access.map((AccessToken) => bench.send('GetUser', { AccessToken }).status),
      honoured: [started.refreshToken, second.RefreshToken, third.RefreshToken].map((token) =>
        bench.server.honours(token),
      ),
      refused: bench.refresh(started.refreshToken).body.message,
      successor: bench.refresh(third.RefreshToken).status,
    };
  };

  it('takes its session with it', () => {
    expect(rotateAndRevoke('session')).toEqual({
      access: [400, 400, 400],
      honoured: [false, false, false],
      refused: 'Refresh Token has been revoked',
      successor: 400,
    });
  });

  it('goes alone where it is set up so, with the tokens that came with it or of it', () => {
    expect(rotateAndRevoke('token')).toEqual({
      access: [400, 400, 200],
      honoured: [false, true, true],
      refused: 'Refresh Token has been revoked',
      successor: 200,
    });
  });
});
