import { describe, expect, test } from 'vitest';
import type { WholeExecution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { breachIn, call, cameBack, FinishedExecution, SIGNED_OUT_SESSION, signedIn } from './fixtures.ts';
import { NOT_IN_FORCE } from './invariant.ts';
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

describe('what a call says after a sign-out', () => {
  const SIGN_OUT = call('signOut', { startedAt: 1, settledAt: 4 });
  const asks = (facts: Partial<CallRecord> = {}): CallRecord =>
    call('getCurrentUser', {
      id: 'B',
      startedAt: 5,
      settledAt: 7,
      value: { kind: 'user', signedIn: true, username: 'alice' },
      ...facts,
    });
  const TAB = { device: 'phone', platform: 'web' } as const;
  const NATIVE = { device: 'phone', platform: 'react-native' } as const;

  /** All tokens are removed in the end. */
  function signedOutWith(calls: CallRecord[], realms?: WholeExecution['start']['realms']): WholeExecution {
    const finished = new FinishedExecution();
    finished.data.clear();
    const execution = finished.with({ calls });
    return realms ? { ...execution, start: { ...execution.start, realms } } : execution;
  }

  // As in 6.22.1: `signOut` resolves, the removal that it started goes on, and the next call reads before it takes effect.
  test('that somebody is signed in is a breach', () => {
    expect(breachIn(staysSignedOut, signedOutWith([SIGN_OUT, asks()]))).toEqual({
      symptom: 'getCurrentUser-says-signed-in',
      message: 'signOut resolved, yet getCurrentUser afterwards told the app that somebody is signed in',
    });
  });

  test.each([
    ['that nobody is', [SIGN_OUT, asks({ value: SIGNED_OUT_SESSION })]],
    ['where the call began before the sign-out was over', [SIGN_OUT, asks({ startedAt: 3 })]],
    ['where the sign-out was refused', [call('signOut', { ...SIGN_OUT, status: 'rejected' }), asks()]],
    ['where somebody signed in since', [SIGN_OUT, signedIn('alice', { startedAt: 4, settledAt: 5 }), asks()]],
    [
      'where somebody signs in meanwhile',
      [SIGN_OUT, signedIn('bob', { startedAt: 6, settledAt: 9 }), asks()],
    ],
    [
      'where a sign-in overlapped with it',
      [SIGN_OUT, signedIn('bob', { startedAt: 2, settledAt: 3 }), asks()],
    ],
  ])('is none: %s', (_, calls) => {
    expect(breachIn(staysSignedOut, signedOutWith(calls))).toBeUndefined();
  });

  test('is not judged where nobody signed out', () => {
    expect(staysSignedOut.check(signedOutWith([asks()]))).toBe(NOT_IN_FORCE);
  });

  test.each([
    ['a tab of the same process', { ...TAB, process: 'one' }, { ...TAB, process: 'one' }, true],
    ['a tab of another process, which hears of it later', TAB, TAB, false],
    ['another native process, which may keep a copy', NATIVE, NATIVE, false],
  ])('in %s', (_, app, other, expected) => {
    const execution = signedOutWith([SIGN_OUT, asks({ realm: 'other' })], { app, other });

    expect(breachIn(staysSignedOut, execution) !== undefined).toBe(expected);
  });

  test('is none where the storage kept what it said it had removed', () => {
    const execution = signedOutWith([SIGN_OUT, asks()]);
    const devices = new Map(
      [...execution.devices].map(([name, state]) => [name, { ...state, brokenEntries: () => ['x'] }]),
    );

    expect(breachIn(staysSignedOut, { ...execution, devices })).toBeUndefined();
  });
});
