import { describe, expect, test } from 'vitest';
import { awsIdentityIsTheUsers } from './aws-identity-is-the-users.ts';
import { breachIn, call, FinishedExecution, signedIn } from './fixtures.ts';

const IDENTITY_KEY = 'com.amplify.Cognito.us-east-1:pool.identityId';

/** What a call that gave `value` amounts to. */
const told = (finished: FinishedExecution, value: object, ...calls: ReturnType<typeof call>[]) =>
  breachIn(
    awsIdentityIsTheUsers,
    finished.with({ calls: [...calls, call('fetchCredentials', { startedAt: 10, settledAt: 12, value })] }),
  )?.message;

describe('what a call gives', () => {
  test('is of one user: tokens, credentials and identity id', () => {
    const finished = new FinishedExecution();
    const { accessToken, idToken } = finished.tokens;

    expect(told(finished, { signedIn: true, accessToken, ...finished.awsIdentity(idToken) })).toBeUndefined();
  });

  test('is a breach where the credentials are of another user than the tokens', () => {
    const finished = new FinishedExecution();
    const bob = finished.awsIdentity(finished.server.startSession('bob').idToken);
    const { accessToken } = finished.tokens;

    expect(told(finished, { signedIn: true, accessToken, ...bob })).toBe(
      "fetchCredentials gave the app another user's AWS credentials with the tokens of a user",
    );
  });

  test("is a breach where they are a guest's", () => {
    const finished = new FinishedExecution();
    const { accessToken } = finished.tokens;

    expect(told(finished, { signedIn: true, accessToken, ...finished.awsIdentity() })).toContain(
      "a guest's AWS",
    );
  });

  test('is a breach where the identity id is another', () => {
    const finished = new FinishedExecution();
    const { accessKeyId } = finished.awsIdentity();

    expect(told(finished, { signedIn: false, accessKeyId, identityId: 'other' })).toContain(
      'another identity',
    );
  });

  test('is a breach where they are of who was signed in before', () => {
    const finished = new FinishedExecution();
    const alice = finished.awsIdentity(finished.tokens.idToken);
    const change = signedIn('bob', { startedAt: 1, settledAt: 9 });

    expect(told(finished, { kind: 'credentials', signedIn: true, ...alice }, change)).toContain(
      'AWS credentials of a user who is not signed in',
    );
  });

  test('is none where the user changed meanwhile', () => {
    const finished = new FinishedExecution();
    const alice = finished.awsIdentity(finished.tokens.idToken);
    const change = signedIn('bob', { startedAt: 1, settledAt: 11 });

    expect(told(finished, { kind: 'credentials', signedIn: true, ...alice }, change)).toBeUndefined();
  });

  test('is none where a guest gets credentials of a guest', () => {
    const finished = new FinishedExecution();

    expect(told(finished, { signedIn: false, ...finished.awsIdentity() })).toBeUndefined();
  });

  test('is none where it has no credentials', () => {
    expect(told(new FinishedExecution(), { signedIn: false })).toBeUndefined();
  });
});

describe('a stored identity id', () => {
  const stored = (finished: FinishedExecution, identityId: string, ...calls: ReturnType<typeof call>[]) => {
    finished.data.set(IDENTITY_KEY, identityId);
    return breachIn(awsIdentityIsTheUsers, finished.with({ calls }))?.symptom;
  };

  test('of a user is a breach once nobody is signed in', () => {
    const finished = new FinishedExecution();
    const { identityId } = finished.awsIdentity(finished.tokens.idToken);

    expect(stored(finished, identityId, call('signOut'))).toContain('user-identity-while-signed-out');
  });

  test('of another user is a breach', () => {
    const finished = new FinishedExecution();
    const { identityId } = finished.awsIdentity(finished.server.startSession('bob').idToken);

    expect(stored(finished, identityId)).toContain('another-users-identity');
  });

  test.each(['signed in', 'signed out'])('of a guest is none, %s', (state) => {
    const finished = new FinishedExecution();
    const { identityId } = finished.awsIdentity();

    expect(
      stored(finished, identityId, ...(state === 'signed out' ? [call('signOut')] : [])),
    ).toBeUndefined();
  });

  test('of the user who is signed in is none', () => {
    const finished = new FinishedExecution();
    const { identityId } = finished.awsIdentity(finished.tokens.idToken);

    expect(stored(finished, identityId)).toBeUndefined();
  });
});
