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
      message: 'signOut resolved, but accessToken, refreshToken are stored at the end',
    });
  });

  test('one token is enough, under whichever user name', () => {
    const finished = new FinishedExecution();
    finished.data.clear();
    finished.data.set('CognitoIdentityServiceProvider.client.username.refreshToken', 'x');

    expect(breachIn(staysSignedOut, finished.with({ calls: [call('signOut')] }))?.message).toBe(
      'signOut resolved, but refreshToken is stored at the end',
    );
  });

  test('entries that are no tokens may stay', () => {
    const finished = new FinishedExecution();
    finished.remove('accessToken', 'idToken', 'refreshToken');

    expect(breachIn(staysSignedOut, finished.with({ calls: [call('signOut')] }))).toBeUndefined();
  });

  test.each([
    ['during it', 1, false],
    ['before it', 6, true],
  ])('when somebody came back from the hosted UI %s', (_, startedAt, expected) => {
    const calls = [call('signOut', { startedAt, settledAt: 9 })];
    const execution = new FinishedExecution().with({ ...cameBack('signInWithRedirect'), calls });

    expect(breachIn(staysSignedOut, execution) !== undefined).toBe(expected);
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

describe('where sign-ins and sign-outs overlapped', () => {
  const at = (startedAt: number, settledAt: number) => ({ startedAt, settledAt });
  const REJECTED = { status: 'rejected', value: undefined } as const;
  const KILLED = { status: 'killed', value: undefined, settledAt: undefined } as const;
  const SIGN_OUT = call('signOut', at(10, 14));

  /** Sessions of two sign-ins, of which that of bob is stored under a name. */
  function bobsStoredAs(name: string, calls: CallRecord[]): WholeExecution {
    const finished = new FinishedExecution();
    finished.data.clear();
    finished.server.startSession('alice');
    finished.store(name, finished.server.startSession('bob'));
    finished.remove('LastAuthUser');
    return finished.with({ calls });
  }

  test.each<[string, CallRecord[], boolean]>([
    ['two sign-ins, over before', [signedIn('bob', at(1, 8)), signedIn('alice', at(2, 9))], true],
    [
      // As in 6.6.6, where one removes what another has stored, which then asks who is signed in.
      'two sign-ins, one of them granted and rejected',
      [signedIn('bob', { ...at(1, 8), ...REJECTED }), signedIn('alice', at(2, 9))],
      true,
    ],
    [
      'a sign-in that was killed, and may go on',
      [signedIn('bob', { ...at(1, 8), ...KILLED }), signedIn('alice', at(2, 9))],
      false,
    ],
    [
      'a sign-in that ended after the sign-out began',
      [signedIn('bob', at(1, 8)), signedIn('alice', at(2, 11))],
      false,
    ],
    [
      'a sign-out of each, the second of which began after both sign-ins',
      [
        signedIn('bob', at(1, 3)),
        signedIn('alice', at(2, 9)),
        call('signOut', { id: 'C', ...at(4, 12) }),
        call('signOut', { id: 'D', ...at(9, 11) }),
      ],
      true,
    ],
    [
      'two sign-outs, each of which overlaps with a sign-in',
      [signedIn('bob', at(1, 3)), signedIn('alice', at(8, 12)), call('signOut', { id: 'C', ...at(4, 9) })],
      false,
    ],
  ])('what an app finds after %s', (_, calls, expected) => {
    const execution = bobsStoredAs('username', [...calls, SIGN_OUT]);

    expect(staysSignedOut.check(execution)).toEqual(
      expected ? expect.objectContaining({ symptom: 'tokens-stored' }) : NOT_IN_FORCE,
    );
  });

  test.each<[string, CallRecord[], boolean]>([
    ['of two users', [signedIn('bob', at(1, 8)), signedIn('alice', at(2, 9))], false],
    ['of that user', [signedIn('bob', at(1, 8)), signedIn('bob', at(2, 9))], true],
  ])('tokens that no app finds after two sign-ins %s', (_, signIns, expected) => {
    const execution = bobsStoredAs('bob', [...signIns, SIGN_OUT]);

    expect(breachIn(staysSignedOut, execution) !== undefined).toBe(expected);
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
      message: 'signOut resolved, but getCurrentUser afterwards told the app that somebody is signed in',
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
});

describe('where the storage kept what it said it had removed', () => {
  test('neither that nor what calls say is judged', () => {
    const asks = call('getCurrentUser', {
      id: 'B',
      startedAt: 5,
      settledAt: 7,
      value: { kind: 'user', signedIn: true, username: 'alice' },
    });
    const execution = new FinishedExecution().with({ calls: [call('signOut'), asks] });
    const devices = new Map(
      [...execution.devices].map(([name, state]) => [name, { ...state, brokenEntries: () => ['x'] }]),
    );

    expect(staysSignedOut.check({ ...execution, devices })).toBe(NOT_IN_FORCE);
  });
});
