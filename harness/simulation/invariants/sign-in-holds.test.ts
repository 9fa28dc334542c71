import { describe, expect, test } from 'vitest';
import { breachIn, call, cameBack, FinishedExecution, SIGNED_OUT_SESSION, signedIn } from './fixtures.ts';
import { signInHolds } from './sign-in-holds.ts';

const OUT = call('signOut', { startedAt: 1, settledAt: 4 });
const IN = signedIn('bob', { startedAt: 5, settledAt: 9 });
const later = { startedAt: 10, settledAt: 12 };

/** After alice signed out and bob signed in. */
function changed() {
  const finished = new FinishedExecution();
  finished.revoke();
  finished.data.clear();
  const bob = finished.server.startSession('bob');
  finished.store('bob', bob);
  return { finished, bob };
}

const check = (finished: FinishedExecution, ...calls: ReturnType<typeof call>[]) =>
  breachIn(signInHolds, finished.with({ calls: [OUT, IN, ...calls] }))?.symptom;

describe('a breach is', () => {
  test('that nothing of the sign-in is stored', () => {
    const { finished } = changed();
    finished.data.clear();

    expect(check(finished)).toBe('nothing-stored');
  });

  test.each(['username', 'bob@example.com'])('that it is stored under another name: %s', (name) => {
    const { finished, bob } = changed();
    finished.data.clear();
    finished.store(name, bob);
    finished.remove('LastAuthUser');

    expect(check(finished)).toBe('stored-under-another-name');
  });

  test('that what is stored under another name is of no use', () => {
    const { finished, bob } = changed();
    finished.data.clear();
    finished.store('username', bob);
    finished.remove('LastAuthUser');
    finished.store('username', { refreshToken: finished.tokens.refreshToken });
    finished.remove('LastAuthUser');

    expect(check(finished)).toBe('nothing-stored');
  });

  test('that the user before is stored as signed in', () => {
    const { finished } = changed();
    finished.store('alice', {});

    expect(check(finished)).toBe('another-user-stored');
  });

  test.each([
    ['LastAuthUser', 'nobody-stored'],
    ['refreshToken', 'tokens-missing'],
    ['idToken', 'tokens-missing'],
  ])('that %s is missing', (entry, symptom) => {
    const { finished } = changed();
    finished.remove(entry);

    expect(check(finished)).toBe(symptom);
  });

  test('that tokens of the user before are stored under the name', () => {
    const { finished } = changed();
    finished.store('bob', { accessToken: finished.tokens.accessToken });

    expect(check(finished)).toBe('another-users-tokens-stored');
  });

  test('that tokens of a user who had signed out are stored', () => {
    const { finished, bob } = changed();
    finished.store('alice', finished.tokens);
    finished.store('bob', bob);

    expect(check(finished)).toBe('tokens-of-user-before-stored');
  });

  test.each([
    ['says that nobody is signed in', { value: SIGNED_OUT_SESSION }, 'says-signed-out'],
    ['names nobody', { value: { kind: 'user', signedIn: true } }, 'names-nobody'],
    ['names another', { value: { kind: 'user', signedIn: true, username: 'alice' } }, 'names-another-user'],
  ])('that a later call %s', (_, facts, code) => {
    const { finished } = changed();

    expect(check(finished, call('getCurrentUser', { ...later, ...facts }))).toBe(`getCurrentUser-${code}`);
  });

  test('that a later call gives tokens of another', () => {
    const { finished } = changed();
    const value = { kind: 'session', signedIn: true, accessToken: finished.tokens.accessToken };

    expect(check(finished, call('fetchAuthSession', { ...later, value }))).toBe(
      'fetchAuthSession-gives-another-users-tokens',
    );
  });
});

describe('no breach is', () => {
  test('a session that is stored whole, and of which calls tell', () => {
    const { finished, bob } = changed();
    const value = { kind: 'session', signedIn: true, ...bob };

    expect(check(finished, call('fetchAuthSession', { ...later, value }))).toBeUndefined();
  });

  test('what a call that began before gives', () => {
    const { finished } = changed();
    const value = { kind: 'session', signedIn: true, ...finished.tokens };

    expect(check(finished, call('fetchAuthSession', { ...later, startedAt: 8, value }))).toBeUndefined();
  });

  test('the loss of a session that the server has ended as well', () => {
    const { finished } = changed();
    finished.data.clear();
    finished.server.signOutEverywhere('bob');

    expect(check(finished)).toBeUndefined();
  });

  test('tokens of a user who never signed out', () => {
    const { finished, bob } = changed();
    finished.store('alice', finished.tokens);
    finished.store('bob', bob);

    expect(breachIn(signInHolds, finished.with({ calls: [IN] }))).toBeUndefined();
  });

  test('that the user has signed out since', () => {
    const { finished } = changed();
    finished.data.clear();

    expect(check(finished, call('signOut', later))).toBeUndefined();
  });
});

test('a sign-in at the hosted UI holds as one by a call does', () => {
  const finished = new FinishedExecution();
  finished.server.startSession('alice');
  finished.data.clear();

  expect(breachIn(signInHolds, finished.with(cameBack('signInWithRedirect')))?.message).toBe(
    'the sign-in at the hosted UI was complete, but at the end nothing of the session is stored',
  );
  expect(breachIn(signInHolds, finished.with(cameBack('signInWithRedirect_failure')))).toBeUndefined();
});

test('a sign-in by a call beside one at the hosted UI may have no id token', () => {
  const finished = new FinishedExecution();
  finished.data.clear();
  const { idToken: _, ...withoutOpenid } = finished.server.startSession('alice');
  finished.store('alice', withoutOpenid);
  const calls = [signedIn('alice', { startedAt: 2, settledAt: 9 })];

  expect(breachIn(signInHolds, finished.with({ ...cameBack('signInWithRedirect'), calls }))).toBeUndefined();
  expect(breachIn(signInHolds, finished.with({ calls }))?.symptom).toBe('tokens-missing');
});

describe('where alice signs in, a tab signs out, and bob signs in there', () => {
  const execution = (process: string | undefined, aliceSettles: number) => {
    const { finished, bob } = changed();
    finished.store('alice', finished.server.startSession('alice'));
    finished.store('bob', bob);
    const tab = { device: 'phone', platform: 'web', ...(process && { process }) } as const;
    const base = finished.with({
      calls: [
        signedIn('alice', { realm: 'one', startedAt: 1, settledAt: aliceSettles }),
        call('signOut', { realm: 'two', startedAt: 4, settledAt: 6 }),
        signedIn('bob', { realm: 'two', startedAt: 7, settledAt: 9 }),
      ],
    });
    return { ...base, start: { ...base.start, realms: { one: tab, two: tab } } };
  };

  test.each([
    ['a breach where both tabs run in one process', 'renderer', 3, 'tokens-of-user-before-stored'],
    ['none where the tab runs in another process, and need not have heard of alice', undefined, 3, undefined],
    ['none where alice was not signed in yet when the sign-out began', 'renderer', 5, undefined],
  ])('tokens of alice are %s', (_, process, aliceSettles, symptom) => {
    expect(breachIn(signInHolds, execution(process, aliceSettles))?.symptom).toBe(symptom);
  });
});
