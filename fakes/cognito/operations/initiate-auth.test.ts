import { describe, expect, it } from 'vitest';
import { ALICE, Bench, claimsOf } from '../fixtures.ts';

function withPassword(bench: Bench, USERNAME: string, PASSWORD: string) {
  return bench.send('InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME, PASSWORD },
  });
}

describe('USER_PASSWORD_AUTH', () => {
  it('opens a session', () => {
    const bench = new Bench();

    const { status, body } = withPassword(bench, ALICE.username, ALICE.password);

    expect(status).toBe(200);
    expect(body.ChallengeParameters).toEqual({});
    expect(bench.server.honours(body.AuthenticationResult.RefreshToken)).toBe(true);
    expect(claimsOf(body.AuthenticationResult.IdToken)['cognito:username']).toBe('alice');
  });

  it.each([
    ['alice', 'wrong'],
    ['nobody', ALICE.password],
  ])('refuses %s with %s in the same words', (username, password) => {
    const { body } = withPassword(new Bench(), username, password);

    expect(body).toEqual({ __type: 'NotAuthorizedException', message: 'Incorrect username or password.' });
  });

  it('tells that there is nobody where that may be told', () => {
    const { body } = withPassword(new Bench({ hidesUserExistence: false }), 'nobody', 'x');

    expect(body).toEqual({ __type: 'UserNotFoundException', message: 'User does not exist.' });
  });

  it('refuses a user who must set a new password', () => {
    const bench = new Bench();
    bench.server.requirePasswordReset('alice');

    expect(bench.signIn().body.__type).toBe('PasswordResetRequiredException');
  });

  it('takes an alias for the name where the pool has them', () => {
    const signIn = (emailAlias: boolean) =>
      withPassword(new Bench({ emailAlias }), 'alice@example.com', ALICE.password).status;

    expect([signIn(true), signIn(false)]).toEqual([200, 400]);
  });

  it('refuses a disabled user', () => {
    const bench = new Bench();
    bench.server.setEnabled('alice', false);

    expect(bench.signIn().body.message).toBe('User is disabled.');
  });
});

it('refuses a flow that there is none of', () => {
  const { body } = new Bench().send('InitiateAuth', { AuthFlow: 'ADMIN_NO_SRP_AUTH' });

  expect(body.__type).toBe('InvalidParameterException');
});

it('refuses a client that there is none of', () => {
  const { status, body } = new Bench().send('InitiateAuth', { ClientId: 'other' });

  expect([status, body.__type]).toEqual([400, 'ResourceNotFoundException']);
});
