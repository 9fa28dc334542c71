import { describe, expect, test } from 'vitest';
import { breachIn, call, FinishedExecution, SIGNED_OUT_SESSION, signedIn } from './fixtures.ts';
import { NOT_IN_FORCE } from './invariant.ts';
import { sessionSurvives } from './session-survives.ts';

describe('a loss', () => {
  test.each([
    [
      'session-gone',
      'the stored session is gone',
      ['LastAuthUser', 'accessToken', 'idToken', 'refreshToken'],
    ],
    ['refresh-token-gone', "the user's stored refresh token is gone", ['refreshToken']],
    ['user-name-gone', 'the stored name of the signed-in user is gone', ['LastAuthUser']],
    ['access-token-gone', "the user's stored access token is gone", ['accessToken']],
  ])('%s', (code, loss, missing) => {
    const finished = new FinishedExecution();
    finished.remove(...missing);

    const breach = breachIn(sessionSurvives, finished.with());

    expect(breach?.symptom).toBe(`${code}-silently`);
    expect(breach?.message).toContain(loss);
  });

  test('is silent when every call succeeded', () => {
    const finished = new FinishedExecution();
    finished.remove('refreshToken');
    const value = { kind: 'session', signedIn: true };

    expect(
      breachIn(sessionSurvives, finished.with({ calls: [call('fetchAuthSession', { value })] })),
    ).toEqual({
      symptom: 'refresh-token-gone-silently',
      message: "the user's stored refresh token is gone although every call succeeded",
    });
  });

  test.each([
    ['failed', { status: 'rejected', error: new Error('no') } as const],
    ['said that nobody is signed in', { value: SIGNED_OUT_SESSION }],
  ])('is not silent when a call %s', (_, facts) => {
    const finished = new FinishedExecution();
    finished.remove('refreshToken');

    const breach = breachIn(sessionSurvives, finished.with({ calls: [call('fetchAuthSession', facts)] }));

    expect(breach).toEqual({
      symptom: 'refresh-token-gone',
      message:
        "the user's stored refresh token is gone while the server would still honour it (fetchAuthSession told the app)",
    });
  });

  test('is also tokens that are stored under a name that no user has', () => {
    const finished = new FinishedExecution();
    finished.remove('accessToken', 'idToken', 'refreshToken');
    finished.store('username', finished.refresh());

    expect(breachIn(sessionSurvives, finished.with())?.message).toMatch(
      /stand-in name of a user that does not exist$/,
    );
  });

  test('is also a dead refresh token while a newer one lives', () => {
    const finished = new FinishedExecution({ rotation: { graceSeconds: 0 } });
    finished.refresh();

    expect(breachIn(sessionSurvives, finished.with())?.symptom).toContain('dead-refresh-token-stored');
  });
});

describe('on a device that the pool tracks', () => {
  test.each([
    ['is gone', {}, 'device-key-gone-silently'],
    ['is another', { deviceKey: 'other' }, 'device-key-replaced-silently'],
  ])('a device key that %s is a loss', (_, stored, symptom) => {
    const finished = new FinishedExecution({ deviceTracking: 'always' });
    finished.store('alice', stored);

    expect(breachIn(sessionSurvives, finished.with())?.symptom).toBe(symptom);
  });

  test('its own device key is none', () => {
    const finished = new FinishedExecution({ deviceTracking: 'always' });
    finished.store('alice', { deviceKey: finished.tokens.device?.deviceKey ?? '' });

    expect(breachIn(sessionSurvives, finished.with())).toBeUndefined();
  });
});

test('a sign-in that was refused and granted nothing excuses no loss', () => {
  const finished = new FinishedExecution();
  finished.data.clear();
  const calls = [call('signIn', { status: 'rejected' })];

  expect(breachIn(sessionSurvives, finished.with({ calls }))?.symptom).toBe('session-gone');
});

describe('no loss', () => {
  test('is a session that is stored whole', () => {
    expect(breachIn(sessionSurvives, new FinishedExecution().with())).toBeUndefined();
  });

  test('is a session whose tokens have been refreshed', () => {
    const finished = new FinishedExecution({ rotation: { graceSeconds: 0 } });
    finished.store('alice', finished.refresh());

    expect(breachIn(sessionSurvives, finished.with())).toBeUndefined();
  });

  test('is a missing id token: a refresh gets another', () => {
    const finished = new FinishedExecution();
    finished.remove('idToken');

    expect(breachIn(sessionSurvives, finished.with())).toBeUndefined();
  });

  test.each([call('signOut'), signedIn('bob')])('is what the user brought about by $api', (change) => {
    const finished = new FinishedExecution();
    finished.data.clear();

    expect(sessionSurvives.check(finished.with({ calls: [change] }))).toBe(NOT_IN_FORCE);
  });

  test('is a session that the server has ended', () => {
    const finished = new FinishedExecution();
    finished.revoke();
    finished.data.clear();

    expect(breachIn(sessionSurvives, finished.with())).toBeUndefined();
  });

  test('is a session that has expired', () => {
    const finished = new FinishedExecution({ refreshTokenSeconds: 3600 });
    finished.now += 3_600_000;
    finished.data.clear();

    expect(breachIn(sessionSurvives, finished.with())).toBeUndefined();
  });

  test('is a device on which nobody was signed in', () => {
    const finished = new FinishedExecution();

    expect(
      breachIn(
        sessionSurvives,
        finished.with({
          devices: new Map([['phone', { data: new Map(), keyPrefix: '', initial: undefined }]]),
        }),
      ),
    ).toBeUndefined();
  });
});

test('a sign-out that never started does not excuse a loss', () => {
  const finished = new FinishedExecution();
  finished.data.clear();
  const calls = [call('signOut', { status: 'waiting', startedAt: undefined, settledAt: undefined })];

  expect(breachIn(sessionSurvives, finished.with({ calls }))).toBeDefined();
});

test('a sign-out on another device does not excuse a loss', () => {
  const finished = new FinishedExecution();
  finished.data.clear();
  const base = finished.with();
  const start = {
    ...base.start,
    realms: { ...base.start.realms, other: { device: 'tablet', platform: 'web' } as const },
  };

  expect(
    breachIn(sessionSurvives, { ...base, start, calls: [call('signOut', { realm: 'other' })] }),
  ).toBeDefined();
});

describe('a storage that has lost what it said it had', () => {
  test.each([
    ['excuses the loss', ['refreshToken'], false],
    ['is no excuse where it has kept all', [], true],
  ])('%s', (_, broken, breach) => {
    const finished = new FinishedExecution();
    finished.remove('refreshToken');
    const devices = new Map(
      [...finished.with().devices].map(([name, state]) => [name, { ...state, brokenEntries: () => broken }]),
    );

    expect(breachIn(sessionSurvives, finished.with({ devices })) !== undefined).toBe(breach);
  });
});
