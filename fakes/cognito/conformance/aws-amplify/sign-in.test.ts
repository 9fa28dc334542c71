import {
  confirmSignIn,
  confirmSignUp,
  fetchUserAttributes,
  getCurrentUser,
  resendSignUpCode,
  signIn,
  signUp,
} from 'aws-amplify/auth';
import { describe, expect, it } from 'vitest';
import { ALICE } from '../../fixtures.ts';
import { BY_PASSWORD, start } from './fixtures.ts';

const { username, password } = ALICE;

describe('Amplify signs in', () => {
  it('by SRP', async () => {
    const { server, stored, take } = await start();

    const { isSignedIn } = await signIn({ username, password });

    expect(isSignedIn).toBe(true);
    expect(take().slice(0, 2)).toEqual(['InitiateAuth', 'RespondToAuthChallenge']);
    expect(server.honours(stored('alice.refreshToken') ?? '')).toBe(true);
  });

  it('by USER_PASSWORD_AUTH, and knows its user and attributes', async () => {
    const { take } = await start();

    await signIn({ username, password, options: BY_PASSWORD });
    const user = await getCurrentUser();
    const attributes = await fetchUserAttributes();

    expect(take()[0]).toBe('InitiateAuth');
    expect(user).toMatchObject({ username: 'alice', userId: attributes.sub });
    expect(attributes).toMatchObject({ email: 'alice@example.com', email_verified: 'true' });
  });

  it.each([{}, BY_PASSWORD])('with a wrong password, and fails: %o', async (options) => {
    const { storage } = await start();

    await expect(signIn({ username, password: 'wrong', options })).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect([...storage.data.keys()].filter((key) => key.endsWith('Token'))).toEqual([]);
  });

  it('as nobody, and fails', async () => {
    await start({ hidesUserExistence: false });

    await expect(signIn({ username: 'nobody', password })).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
  });

  it.each([
    ['SMS_MFA', 'CONFIRM_SIGN_IN_WITH_SMS_CODE'],
    ['SOFTWARE_TOKEN_MFA', 'CONFIRM_SIGN_IN_WITH_TOTP_CODE'],
  ] as const)('with %s', async (mfa, step) => {
    const { server } = await start();
    server.addUser({ username: 'carl', password: 'Third-Password-3', mfa });

    const { nextStep } = await signIn({ username: 'carl', password: 'Third-Password-3' });
    const wrong = await confirmSignIn({ challengeResponse: '999999' }).catch((error: Error) => error.name);
    const { isSignedIn } = await confirmSignIn({ challengeResponse: '123456' });

    expect(nextStep.signInStep).toBe(step);
    expect(wrong).toBe('CodeMismatchException');
    expect(isSignedIn).toBe(true);
  });

  it('after signing up and confirming', async () => {
    await start();
    const dora = { username: 'dora', password: 'Fourth-Password-4' };
    const userAttributes = { email: 'dora@example.org' };

    const up = await signUp({ ...dora, options: { userAttributes } });
    const early = await signIn(dora);
    const sent = await resendSignUpCode(dora);
    const confirmed = await confirmSignUp({ username: 'dora', confirmationCode: '654321' });
    const { isSignedIn } = await signIn(dora);

    expect(up.nextStep.signUpStep).toBe('CONFIRM_SIGN_UP');
    expect(early.nextStep.signInStep).toBe('CONFIRM_SIGN_UP');
    expect(sent.destination).toBe('d***@e***');
    expect(confirmed.isSignUpComplete).toBe(true);
    expect(isSignedIn).toBe(true);
  });
});
