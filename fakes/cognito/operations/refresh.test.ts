import { describe, expect, it } from 'vitest';
import { Bench, claimsOf, DAY, HOUR, MINUTE, type Reply } from '../fixtures.ts';

describe('without rotation', () => {
  for (const [name, refresh] of [
    ['GetTokensFromRefreshToken', (bench: Bench, token: string) => bench.refresh(token)],
    ['REFRESH_TOKEN_AUTH', (bench: Bench, token: string) => bench.refreshByInitiateAuth(token)],
  ] as const) {
    it(`${name} issues new access and id tokens and no refresh token`, () => {
      const bench = new Bench();
      const { accessToken, idToken, refreshToken } = bench.server.startSession('alice');
      bench.time += HOUR;

      const { status, body } = refresh(bench, refreshToken);

      expect(status).toBe(200);
      expect(body.AuthenticationResult).toEqual({
        AccessToken: expect.not.stringMatching(accessToken),
        ExpiresIn: 3600,
        IdToken: expect.not.stringMatching(idToken),
        TokenType: 'Bearer',
      });
    });
  }

  it('keeps the time of sign-in, origin and event of the session', () => {
    const bench = new Bench();
    const { accessToken, refreshToken } = bench.server.startSession('alice');
    bench.time += HOUR;

    const { body } = bench.refresh(refreshToken);

    const before = claimsOf(accessToken);
    const after = claimsOf(body.AuthenticationResult.AccessToken);
    expect(after).toEqual({
      ...before,
      iat: before.iat + 3600,
      exp: before.exp + 3600,
      jti: expect.not.stringMatching(before.jti),
    });
  });

  it('tells two refreshes within one second apart by jti alone', () => {
    const bench = new Bench();
    const { refreshToken } = bench.server.startSession('alice');

    const [one, two] = [bench.refresh(refreshToken), bench.refresh(refreshToken)].map(({ body }) =>
      claimsOf(body.AuthenticationResult.AccessToken),
    );

    expect(one.jti).not.toBe(two.jti);
    expect({ ...one, jti: '' }).toEqual({ ...two, jti: '' });
  });

  it('never moves the end of the refresh token', () => {
    const bench = new Bench({ refreshTokenSeconds: DAY / 1000 });
    const { refreshToken } = bench.server.startSession('alice');
    bench.time += DAY - 1;
    expect(bench.refresh(refreshToken).status).toBe(200);
    expect(bench.server.honours(refreshToken)).toBe(true);
    bench.time += 1;

    const { status, body } = bench.refresh(refreshToken);

    expect(status).toBe(400);
    expect(body).toEqual({ __type: 'NotAuthorizedException', message: 'Refresh Token has expired' });
    expect(bench.server.honours(refreshToken)).toBe(false);
  });
});

describe('with rotation', () => {
  it('replaces the refresh token and refuses the old one at once', () => {
    const bench = new Bench({ rotation: { graceSeconds: 0 } });
    const { refreshToken } = bench.server.startSession('alice');

    const first = bench.refresh(refreshToken);
    const again = bench.refresh(refreshToken);

    expect(first.body.AuthenticationResult.RefreshToken).not.toBe(refreshToken);
    expect(again.body.__type).toBe('RefreshTokenReuseException');
    expect(bench.server.log.map(({ reuse }) => reuse)).toEqual([false, true]);
    expect(bench.server.inspect(refreshToken)?.spent).toBe(true);
  });

  it('gives the new token the remaining time of the first', () => {
    const bench = new Bench({ rotation: { graceSeconds: 0 }, refreshTokenSeconds: DAY / 1000 });
    const { refreshToken } = bench.server.startSession('alice');
    bench.time += DAY - MINUTE;
    const { RefreshToken } = bench.refresh(refreshToken).body.AuthenticationResult;
    bench.time += MINUTE;

    const { body } = bench.refresh(RefreshToken);

    expect(body.message).toBe('Refresh Token has expired');
  });

  it('honours the old token within the grace period and not after', () => {
    const bench = new Bench({ rotation: { graceSeconds: 10 } });
    const { refreshToken } = bench.server.startSession('alice');
    bench.refresh(refreshToken);

    bench.time += 9_999;
    const within = bench.refresh(refreshToken);
    bench.time += 1;
    const after = bench.refresh(refreshToken);

    expect(within.status).toBe(200);
    expect(after.body.__type).toBe('RefreshTokenReuseException');
  });

  it('counts grace from the first rotation, not from the last replay', () => {
    const bench = new Bench({ rotation: { graceSeconds: 10 } });
    const { refreshToken } = bench.server.startSession('alice');
    bench.refresh(refreshToken);
    bench.time += 6_000;
    bench.refresh(refreshToken);
    bench.time += 6_000;

    expect(bench.refresh(refreshToken).body.__type).toBe('RefreshTokenReuseException');
  });

  it('answers a replay within grace with a sibling, both of them live', () => {
    const bench = new Bench({ rotation: { graceSeconds: 10 } });
    const { refreshToken } = bench.server.startSession('alice');

    const [one, two] = [bench.refresh(refreshToken), bench.refresh(refreshToken)].map(
      ({ body }) => body.AuthenticationResult.RefreshToken as string,
    );

    expect(one).not.toBe(two);
    expect([one, two].map((token) => bench.refresh(token ?? '').status)).toEqual([200, 200]);
  });

  it('answers a replay within grace with the same successor where it is set up so', () => {
    const bench = new Bench({ rotation: { graceSeconds: 10 }, graceReplay: 'same' });
    const { refreshToken } = bench.server.startSession('alice');

    const [one, two] = [bench.refresh(refreshToken), bench.refresh(refreshToken)].map(
      ({ body }) => body.AuthenticationResult.RefreshToken as string,
    );

    expect(one).toBe(two);
  });

  it.each([true, false])('revokes the whole session on reuse if set up so: %s', (reuseRevokesFamily) => {
    const bench = new Bench({ rotation: { graceSeconds: 0 }, reuseRevokesFamily });
    const { refreshToken } = bench.server.startSession('alice');
    const { RefreshToken } = bench.refresh(refreshToken).body.AuthenticationResult;
    bench.refresh(refreshToken);

    const { status, body } = bench.refresh(RefreshToken);

    expect(status).toBe(reuseRevokesFamily ? 400 : 200);
    if (reuseRevokesFamily) expect(body.message).toBe('Refresh Token has been revoked');
  });

  it.each(['InvalidParameterException', 'NotAuthorizedException'] as const)(
    'refuses REFRESH_TOKEN_AUTH with %s',
    (rotatingRefreshError) => {
      const bench = new Bench({ rotation: { graceSeconds: 60 }, rotatingRefreshError });
      const { refreshToken } = bench.server.startSession('alice');

      const { status, body } = bench.refreshByInitiateAuth(refreshToken);

      expect({ status, type: body.__type }).toEqual({ status: 400, type: rotatingRefreshError });
      expect(bench.server.honours(refreshToken)).toBe(true);
    },
  );
});

describe('refuses', () => {
  it('a revoked token', () => {
    const bench = new Bench();
    const { refreshToken } = bench.server.startSession('alice');
    bench.send('RevokeToken', { Token: refreshToken });

    const { body } = bench.refresh(refreshToken);

    expect(body).toEqual({ __type: 'NotAuthorizedException', message: 'Refresh Token has been revoked' });
    expect(bench.server.honours(refreshToken)).toBe(false);
  });

  it('a disabled user, until enabled again', () => {
    const bench = new Bench();
    const { refreshToken } = bench.server.startSession('alice');
    bench.server.setEnabled('alice', false);

    const { body } = bench.refresh(refreshToken);
    bench.server.setEnabled('alice', true);

    expect(body).toEqual({ __type: 'NotAuthorizedException', message: 'User is disabled.' });
    expect(bench.refresh(refreshToken).status).toBe(200);
  });

  it.each([
    [true, 'NotAuthorizedException', 'Invalid Refresh Token.'],
    [false, 'UserNotFoundException', 'User does not exist.'],
  ])('a deleted user (existence hidden: %s)', (hidesUserExistence, __type, message) => {
    const bench = new Bench({ hidesUserExistence });
    const { accessToken, refreshToken } = bench.server.startSession('alice');
    bench.send('DeleteUser', { AccessToken: accessToken });

    const { body } = bench.refresh(refreshToken);

    expect(body).toEqual({ __type, message });
    expect(bench.server.honours(refreshToken)).toBe(false);
  });

  it("another app client's id", () => {
    const bench = new Bench();
    const { refreshToken } = bench.server.startSession('alice');

    const { body } = bench.send('GetTokensFromRefreshToken', { ClientId: 'x', RefreshToken: refreshToken });

    expect(body.__type).toBe('ResourceNotFoundException');
    expect(body.message).toBe('User pool client x does not exist.');
  });

  it.each(['', 'nonsense'])('a token never issued: "%s"', (token) => {
    expect(new Bench().refresh(token).body.message).toBe('Invalid Refresh Token.');
  });

  it('in words that can be chosen where reports differ', () => {
    const bench = new Bench({
      rotation: { graceSeconds: 0 },
      invalidRefreshTokenMessage: 'Invalid Refresh Token',
      reuseMessage: 'spent',
    });
    const { refreshToken } = bench.server.startSession('alice');
    bench.refresh(refreshToken);

    const messages = [bench.refresh('nonsense'), bench.refresh(refreshToken)].map(({ body }) => body.message);

    expect(messages).toEqual(['Invalid Refresh Token', 'spent']);
  });

  it('an access token in the place of a refresh token', () => {
    const bench = new Bench();
    const { accessToken } = bench.server.startSession('alice');

    expect(bench.refresh(accessToken).body.message).toBe('Invalid Refresh Token.');
  });
});

describe('a replay within grace', () => {
  const replay = (graceReplay: 'sibling' | 'same' | 'replacement') => {
    const bench = new Bench({ rotation: { graceSeconds: 10 }, graceReplay });
    const { refreshToken } = bench.server.startSession('alice');
    const [first, second] = [bench.refresh(refreshToken), bench.refresh(refreshToken)].map(
      ({ body }) => body.AuthenticationResult,
    );
    return {
      same: first.RefreshToken === second.RefreshToken,
      honoured: [refreshToken, first.RefreshToken, second.RefreshToken].map((token) =>
        bench.server.honours(token),
      ),
      access: [first, second].map(({ AccessToken }) => bench.send('GetUser', { AccessToken }).status),
    };
  };

  it.each([
    ['sibling', { same: false, honoured: [true, true, true], access: [200, 200] }],
    ['same', { same: true, honoured: [true, true, true], access: [200, 200] }],
    ['replacement', { same: false, honoured: [true, false, true], access: [400, 200] }],
  ] as const)('gives what it is set up to: %s', (graceReplay, expected) => {
    expect(replay(graceReplay)).toEqual(expected);
  });
});

it.each(['InvalidParameterException', 'NotAuthorizedException', 'UnsupportedOperationException'] as const)(
  'REFRESH_TOKEN_AUTH on a rotating app client is refused as it is set up to be: %s',
  (rotatingRefreshError) => {
    const bench = new Bench({ rotation: { graceSeconds: 0 }, rotatingRefreshError });
    const { refreshToken } = bench.server.startSession('alice');

    expect(bench.refreshByInitiateAuth(refreshToken).body.__type).toBe(rotatingRefreshError);
  },
);

describe('a session that USER_PASSWORD_AUTH has opened where devices are tracked', () => {
  const refreshAfter = (passwordSessionsRefresh: boolean, signIn: (bench: Bench) => Reply) => {
    const bench = new Bench({ deviceTracking: 'always', passwordSessionsRefresh });
    const result = signIn(bench).body.AuthenticationResult;
    const { device } = bench.confirmDevice(result);
    const honoured = bench.server.honours(result.RefreshToken);
    const { body } = bench.send('GetTokensFromRefreshToken', {
      RefreshToken: result.RefreshToken,
      DeviceKey: device.deviceKey,
    });
    return { honoured, message: body.message };
  };
  const byPassword = (bench: Bench) => bench.signIn();
  const bySrp = (bench: Bench) => bench.signInBySrp();

  it('is refreshed like any other, or never, as it is set up', () => {
    expect(refreshAfter(true, byPassword)).toEqual({ honoured: true, message: undefined });
    expect(refreshAfter(false, byPassword)).toEqual({ honoured: false, message: 'Invalid Refresh Token.' });
    expect(refreshAfter(false, bySrp)).toEqual({ honoured: true, message: undefined });
  });

  it('is refreshed where devices are not tracked', () => {
    const bench = new Bench({ passwordSessionsRefresh: false });
    const { RefreshToken } = bench.signIn().body.AuthenticationResult;

    expect(bench.refresh(RefreshToken).status).toBe(200);
  });
});
