import { describe, expect, test } from 'vitest';
import type { DeviceState, WholeExecution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';
import { breachIn, call, FinishedExecution, signedIn, step } from './fixtures.ts';
import { NOT_IN_FORCE } from './invariant.ts';
import { signOutEndsTheSession } from './sign-out-ends-the-session.ts';

const SIGNED_OUT = { calls: [call('signOut')] };

describe('a session that the server honours is a breach', () => {
  test('once signOut has resolved', () => {
    expect(breachIn(signOutEndsTheSession, new FinishedExecution().with(SIGNED_OUT))).toEqual({
      symptom: 'session-lives-on',
      message: 'signOut resolved, but the server still honours the refresh token of the session',
    });
  });

  test('also with a refresh token that came later', () => {
    const finished = new FinishedExecution({ rotation: { graceSeconds: 0 } });
    finished.refresh();

    expect(breachIn(signOutEndsTheSession, finished.with(SIGNED_OUT))).toBeDefined();
  });
});

/** Nobody was signed in on the phone at the start; sessions were opened there for these users. */
function opened(users: readonly string[], facts: Partial<WholeExecution>): WholeExecution {
  const finished = new FinishedExecution();
  for (const user of users) finished.signInFrom('phone', user);
  const phone: DeviceState = { data: finished.data, keyPrefix: '', initial: undefined };
  const elsewhere = { ...phone, initial: { username: 'alice', tokens: finished.tokens, keys: [] } };
  return finished.with({
    devices: new Map([
      ['phone', phone],
      ['elsewhere', elsewhere],
    ]),
    ...facts,
  });
}

const IN = signedIn('alice', { id: 'A', startedAt: 1, settledAt: 3 });
const OUT = call('signOut', { id: 'B', startedAt: 4, settledAt: 6 });
const NATIVE = { device: 'phone', platform: 'react-native' } as const;
const TAB = { device: 'phone', platform: 'web' } as const;

describe('the session of a sign-in that was complete before the sign-out', () => {
  test.each<[string, readonly string[], readonly CallRecord[]]>([
    ['is a breach', ['alice'], [IN, OUT]],
    [
      'is a breach beside a second sign-out',
      ['alice'],
      [IN, OUT, { ...OUT, id: 'C', startedAt: 5, settledAt: 8 }],
    ],
    [
      'is a breach where another user signs in afterwards',
      ['alice', 'bob'],
      [IN, OUT, signedIn('bob', { id: 'C', startedAt: 7, settledAt: 9 })],
    ],
  ])('%s if it lives on', (_, users, calls) => {
    expect(breachIn(signOutEndsTheSession, opened(users, { calls }))?.symptom).toBe('session-lives-on');
  });

  test('is none once it is revoked', () => {
    const execution = opened(['alice'], { calls: [IN, OUT] });
    execution.server.signOutEverywhere('alice');

    expect(signOutEndsTheSession.check(execution)).toBeUndefined();
  });

  test.each<[string, readonly string[], readonly CallRecord[]]>([
    ['the sign-out began before', ['alice'], [IN, { ...OUT, startedAt: 2 }]],
    [
      'the sign-out failed',
      ['alice'],
      [
        IN,
        { ...OUT, status: 'rejected', error: new Error('no'), removed: ['CognitoIdentityServiceProvider.x'] },
      ],
    ],
    [
      'another sign-in overlaps with the sign-out',
      ['alice', 'bob'],
      [IN, OUT, signedIn('bob', { id: 'C', startedAt: 5, settledAt: 9 })],
    ],
    [
      'the same user signs in again',
      ['alice', 'alice'],
      [IN, OUT, signedIn('alice', { id: 'C', startedAt: 7, settledAt: 9 })],
    ],
    [
      'a session belongs to a sign-in that did not end well',
      ['alice', 'alice'],
      [IN, OUT, call('signIn', { id: 'C', status: 'rejected', startedAt: 7, settledAt: 9 })],
    ],
  ])('is not judged where %s', (_, users, calls) => {
    const judgement = signOutEndsTheSession.check(opened(users, { calls }));

    expect(judgement === NOT_IN_FORCE || judgement === undefined).toBe(true);
  });

  test('is not judged where another user signed in before the sign-out, whose session it is that ends', () => {
    const bobs = signedIn('bob', { id: 'C', startedAt: 4, settledAt: 5 });
    const execution = opened(['alice', 'bob'], {
      calls: [IN, bobs, { ...OUT, startedAt: 6, settledAt: 8 }],
    });

    expect(breachIn(signOutEndsTheSession, execution)).toBeDefined();
    execution.server.signOutEverywhere('bob');
    expect(breachIn(signOutEndsTheSession, execution)).toBeUndefined();
  });

  test.each([
    ['another native process', NATIVE, NATIVE, false],
    ['a tab of another process', { ...TAB, process: 'one' }, { ...TAB, process: 'two' }, false],
    ['a tab of the same process', { ...TAB, process: 'one' }, { ...TAB, process: 'one' }, true],
  ])('signed out in %s: judged or not', (_, app, other, isJudged) => {
    const start = { users: [], devices: {}, realms: { app, other } };
    const execution = opened(['alice'], { start, calls: [IN, { ...OUT, realm: 'other' }] });

    expect(breachIn(signOutEndsTheSession, execution) !== undefined).toBe(isJudged);
  });
});

describe('nothing is a breach', () => {
  test('once the session is revoked', () => {
    const finished = new FinishedExecution();
    finished.revoke();

    expect(breachIn(signOutEndsTheSession, finished.with(SIGNED_OUT))).toBeUndefined();
  });

  test.each(['fault', 'kill'] as const)('where a %s kept signOut from it', (kind) => {
    const execution = new FinishedExecution().with({ ...SIGNED_OUT, steps: [step(kind)] });

    expect(breachIn(signOutEndsTheSession, execution)).toBeUndefined();
  });

  test.each([
    ['nobody signs out', [call('getCurrentUser')]],
    ['signOut is rejected', [call('signOut', { status: 'rejected', error: new Error('no') })]],
  ])('where %s', (_, calls) => {
    expect(breachIn(signOutEndsTheSession, new FinishedExecution().with({ calls }))).toBeUndefined();
  });

  test.each([
    ['before the sign-out, whose session it then is that ends', 3, 4, true],
    ['while it ran', 5, 9, true],
    ['after it', 7, 9, false],
  ])('where another user signed in %s: excused or not', (_, startedAt, settledAt, isExcused) => {
    const bobs = signedIn('bob', { id: 'C', startedAt, settledAt });
    const out = call('signOut', { id: 'B', startedAt: 4, settledAt: 6 });
    const execution = new FinishedExecution().with({ calls: [out, bobs] });

    expect(breachIn(signOutEndsTheSession, execution) === undefined).toBe(isExcused);
  });

  test('where another session of the user lives on', () => {
    const finished = new FinishedExecution();
    finished.server.startSession('alice');
    finished.revoke();

    expect(breachIn(signOutEndsTheSession, finished.with(SIGNED_OUT))).toBeUndefined();
  });
});
