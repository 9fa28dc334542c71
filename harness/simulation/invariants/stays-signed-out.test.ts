import { describe, expect, test } from 'vitest';
import { breachIn, call, cameBack, FinishedExecution, signedIn } from './fixtures.ts';
import { staysSignedOut } from './stays-signed-out.ts';

describe('after signOut has resolved', () => {
  test('stored tokens are a breach that names them', () => {
    const finished = new FinishedExecution();
    finished.remove('idToken');

    expect(breachIn(staysSignedOut, finished.with({ calls: [call('signOut')] }))).toEqual({
      symptom: 'tokens-stored',
      message: 'signOut resolved, yet accessToken, refreshToken are stored at the end',
    });
  });

  test('one token is enough, under whichever user name', () => {
    const finished = new FinishedExecution();
    finished.data.clear();
    finished.data.set('CognitoIdentityServiceProvider.client.username.refreshToken', 'x');

    expect(breachIn(staysSignedOut, finished.with({ calls: [call('signOut')] }))?.message).toBe(
      'signOut resolved, yet refreshToken is stored at the end',
    );
  });

  test('entries that are no tokens may stay', () => {
    const finished = new FinishedExecution();
    finished.remove('accessToken', 'idToken', 'refreshToken');

    expect(breachIn(staysSignedOut, finished.with({ calls: [call('signOut')] }))).toBeUndefined();
  });

  test('tokens are no breach when somebody came back from the hosted UI', () => {
    const calls = [call('signOut')];

    expect(breachIn(staysSignedOut, new FinishedExecution().with({ ...cameBack(), calls }))).toBeUndefined();
  });

  test('tokens are no breach when somebody signed in again', () => {
    const calls = [call('signOut'), signedIn('alice')];

    expect(breachIn(staysSignedOut, new FinishedExecution().with({ calls }))).toBeUndefined();
  });

  test('tokens are a breach although somebody tried to sign in with a wrong password', () => {
    const calls = [call('signOut'), call('signIn', { status: 'rejected' })];

    expect(breachIn(staysSignedOut, new FinishedExecution().with({ calls }))?.symptom).toBe('tokens-stored');
  });
});

describe('where a sign-in was complete before the sign-out', () => {
  const SIGN_OUT = { startedAt: 10, settledAt: 14 };
  const before = { startedAt: 1, settledAt: 9 };

  test.each([
    ['the user of that sign-in', 'alice', true],
    ['none', undefined, false],
    ['the user before, who is signed in again', 'bob', true],
    ['the user before, whom no app finds', 'bob', false],
  ])('tokens of %s', (_, username, expected) => {
    const finished = new FinishedExecution();
    if (username !== 'alice') finished.data.clear();
    if (username === 'bob') finished.store('bob', finished.server.startSession('bob'));
    if (!expected) finished.remove('LastAuthUser');
    const calls = [signedIn('alice', before), call('signOut', SIGN_OUT)];

    expect(breachIn(staysSignedOut, finished.with({ calls })) !== undefined).toBe(expected);
  });

  test('tokens of the user before under the stand-in name, where no name is stored, are a breach', () => {
    const finished = new FinishedExecution();
    finished.data.clear();
    finished.store('username', finished.server.startSession('bob'));
    finished.remove('LastAuthUser');
    const calls = [signedIn('alice', before), call('signOut', SIGN_OUT)];

    expect(breachIn(staysSignedOut, finished.with({ calls }))?.symptom).toBe('tokens-stored');
  });

  test.each([
    ['it was complete only after the sign-out began', 'renderer', { startedAt: 1, settledAt: 12 }, false],
    ['the tab of the sign-out runs in another process', undefined, before, false],
    ['both tabs run in one process', 'renderer', before, true],
  ])('in another tab: %s', (_, process, signIn, expected) => {
    const base = new FinishedExecution().with();
    const tab = { device: 'phone', platform: 'web', ...(process && { process }) } as const;
    const calls = [
      signedIn('alice', { ...signIn, realm: 'one' }),
      call('signOut', { ...SIGN_OUT, realm: 'two' }),
    ];
    const start = { ...base.start, realms: { one: tab, two: tab } };

    const isBreach = breachIn(staysSignedOut, { ...base, start, calls }) !== undefined;

    expect(isBreach).toBe(expected);
  });
});

describe('stored tokens are no breach', () => {
  test('when nobody signed out', () => {
    expect(
      breachIn(staysSignedOut, new FinishedExecution().with({ calls: [call('getCurrentUser')] })),
    ).toBeUndefined();
  });

  test('when signOut failed', () => {
    const calls = [call('signOut', { status: 'rejected', error: new Error('no') })];

    expect(breachIn(staysSignedOut, new FinishedExecution().with({ calls }))).toBeUndefined();
  });
});
