import { describe, expect, it } from 'vitest';
import { Bench, HOUR } from '../fixtures.ts';

describe('GetUser', () => {
  it("gives the user's attributes", () => {
    const bench = new Bench();
    const { accessToken } = bench.server.startSession('alice');

    const { body } = bench.send('GetUser', { AccessToken: accessToken });

    expect(body).toEqual({
      Username: 'alice',
      UserAttributes: [
        { Name: 'sub', Value: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        { Name: 'email', Value: 'alice@example.com' },
        { Name: 'email_verified', Value: 'true' },
      ],
    });
  });

  it('refuses an access token that has expired', () => {
    const bench = new Bench();
    const { accessToken } = bench.server.startSession('alice');
    bench.time += HOUR;

    expect(bench.send('GetUser', { AccessToken: accessToken }).body.message).toBe('Access Token has expired');
  });

  it('refuses an id token', () => {
    const bench = new Bench();
    const { idToken } = bench.server.startSession('alice');

    expect(bench.send('GetUser', { AccessToken: idToken }).body.message).toBe('Invalid Access Token');
  });
});

describe('an access token is refused', () => {
  it('while its user is disabled', () => {
    const bench = new Bench();
    const { accessToken } = bench.server.startSession('alice');
    bench.server.setEnabled('alice', false);

    expect(bench.send('GetUser', { AccessToken: accessToken }).body.message).toBe('User is disabled.');
  });

  it('once a new password is required', () => {
    const bench = new Bench();
    const { accessToken, refreshToken } = bench.server.startSession('alice');
    bench.server.requirePasswordReset('alice');

    const replies = [bench.send('GetUser', { AccessToken: accessToken }), bench.refresh(refreshToken)];

    const message = 'Password reset required for the user';
    expect(replies.map(({ body }) => body)).toEqual([
      { __type: 'PasswordResetRequiredException', message },
      // The service model of GetTokensFromRefreshToken does not list the error.
      { __type: 'NotAuthorizedException', message },
    ]);
    expect(bench.refreshByInitiateAuth(refreshToken).body.__type).toBe('PasswordResetRequiredException');
    expect(bench.server.honours(refreshToken)).toBe(false);
  });
});

describe('a refresh, once a new password is required', () => {
  it.each([true, false])('is refused where it is set up so: %s', (resetRefusesRefresh) => {
    const bench = new Bench({ resetRefusesRefresh });
    const { refreshToken } = bench.server.startSession('alice');
    bench.server.requirePasswordReset('alice');

    const honoured = bench.server.honours(refreshToken);
    const replies = [bench.refresh(refreshToken), bench.refreshByInitiateAuth(refreshToken)];

    expect(honoured).toBe(!resetRefusesRefresh);
    expect(replies.map(({ status }) => status === 200)).toEqual([honoured, honoured]);
  });
});

describe('GlobalSignOut', () => {
  it('knows a deleted user by a revoked token', () => {
    const bench = new Bench();
    const { accessToken } = bench.server.startSession('alice');
    bench.server.deleteUser('alice');

    const { body } = bench.send('GlobalSignOut', { AccessToken: accessToken });

    expect(body).toEqual({ __type: 'NotAuthorizedException', message: 'Access Token has been revoked' });
  });

  it('ends every session of the user and of no other', () => {
    const bench = new Bench();
    bench.server.addUser({ username: 'bob', password: 'x' });
    const [one, two] = [bench.server.startSession('alice'), bench.server.startSession('alice')];
    const other = bench.server.startSession('bob');

    const { status, body } = bench.send('GlobalSignOut', { AccessToken: one.accessToken });

    expect([status, body]).toEqual([200, {}]);
    expect([one, two, other].map(({ refreshToken }) => bench.server.honours(refreshToken))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('GlobalSignOut and a sign-in within the same second', () => {
  const signInAgain = (sameSecondSignOut: boolean, later: number) => {
    const bench = new Bench({ sameSecondSignOut });
    const { accessToken } = bench.server.startSession('alice');
    bench.send('GlobalSignOut', { AccessToken: accessToken });
    bench.time += later;
    const { AccessToken, RefreshToken } = bench.signIn().body.AuthenticationResult;
    return {
      honoured: bench.server.honours(RefreshToken),
      revoked: bench.server.sessions().map((session) => session.revoked),
      messages: [bench.send('GetUser', { AccessToken }), bench.refresh(RefreshToken)].map(
        ({ body }) => body.message,
      ),
    };
  };

  it('do not get in the way of each other by default', () => {
    expect(signInAgain(false, 0)).toEqual({
      honoured: true,
      revoked: [true, false],
      messages: [undefined, undefined],
    });
  });

  it('revoke the new session where the server compares whole seconds', () => {
    expect(signInAgain(true, 999)).toEqual({
      honoured: false,
      revoked: [true, true],
      messages: ['Access Token has been revoked', 'Refresh Token has been revoked'],
    });
  });

  it('are apart a second later', () => {
    expect(signInAgain(true, 1000).honoured).toBe(true);
  });
});

describe('DeleteUser', () => {
  it('removes the user with all sessions', () => {
    const bench = new Bench();
    const { accessToken, refreshToken } = bench.server.startSession('alice');

    const { status } = bench.send('DeleteUser', { AccessToken: accessToken });

    expect(status).toBe(200);
    expect(bench.server.honours(refreshToken)).toBe(false);
    expect(bench.signIn().body.message).toBe('Incorrect username or password.');
    expect(bench.send('GetUser', { AccessToken: accessToken }).body).toEqual({
      __type: 'UserNotFoundException',
      message: 'User does not exist.',
    });
  });
});
