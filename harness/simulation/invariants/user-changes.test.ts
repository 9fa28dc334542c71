import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { call, cameBack, FinishedExecution, signedIn } from './fixtures.ts';
import { lastUserChange, whoDuring } from './user-changes.ts';

const at = (startedAt: number, settledAt: number) => ({ startedAt, settledAt });
const page = (startedAt: number, settledAt: number) => call('fetchAuthSession', at(startedAt, settledAt));

test('nobody changes the user unless a call does', () => {
  const calls = [page(1, 5)];

  expect(lastUserChange(new FinishedExecution().with({ calls }), 'phone')).toBeUndefined();
});

test('the last change decides', () => {
  const calls = [call('signOut', at(1, 4)), signedIn('bob', at(5, 9))];

  expect(lastUserChange(new FinishedExecution().with({ calls }), 'phone')).toMatchObject({
    ...at(5, 9),
    leaves: { username: 'bob' },
  });
});

const UNFINISHED = [
  ['was refused', { ...at(5, 9), status: 'rejected', value: undefined }],
  ['asked for more', { ...at(5, 9), value: { complete: false, username: 'bob' } }],
  ['was cut short', { startedAt: 5, settledAt: undefined, status: 'killed', value: undefined }],
  ['never ended', { startedAt: 5, settledAt: undefined, status: 'running', value: undefined }],
] as const;

test.each(UNFINISHED)('a sign-in that was granted nothing and %s changes nothing', (_, facts) => {
  const calls = [call('signOut', at(1, 4)), signedIn('bob', facts), page(6, 8)];
  const execution = new FinishedExecution().with({ calls });

  expect(lastUserChange(execution, 'phone')).toMatchObject({ ...at(1, 4), leaves: 'nobody' });
  expect(whoDuring(execution, 'phone', page(6, 8))).toBe('nobody');
});

test.each(UNFINISHED)('a sign-in that opened a session and %s leaves nobody knows whom', (_, facts) => {
  const finished = new FinishedExecution();
  finished.server.startSession('bob');
  const calls = [call('signOut', at(1, 4)), signedIn('bob', facts)];

  expect(lastUserChange(finished.with({ calls }), 'phone')?.leaves).toBe('unknown');
});

test('a session of which another call told the app is not that of a sign-in that was refused', () => {
  const finished = new FinishedExecution();
  finished.server.startSession('bob');
  const refused = signedIn('bob', { ...at(10, 12), status: 'rejected', value: undefined });
  const calls = [call('signOut', at(1, 4)), signedIn('bob', at(5, 9)), refused];

  expect(lastUserChange(finished.with({ calls }), 'phone')).toMatchObject({
    ...at(5, 9),
    leaves: { username: 'bob' },
  });
});

const CUT_SHORT = [
  ['killed', { startedAt: 1, settledAt: undefined, status: 'killed', value: undefined }],
  ['refused', { startedAt: 1, settledAt: 4, status: 'rejected', value: undefined }],
  ['never ending', { startedAt: 1, settledAt: undefined, status: 'running', value: undefined }],
] as const;

describe.each(CUT_SHORT)('a sign-out that is %s', (_, facts) => {
  test('changes nothing where it left all as it was', () => {
    const calls = [call('signOut', { ...facts, removed: ['aws-amplify-federatedInfo'] })];

    expect(lastUserChange(new FinishedExecution().with({ calls }), 'phone')).toBeUndefined();
  });

  test('leaves-nobody-knows-whom-once-an-entry-of-the-session-was-removed', () => {
    const removed = ['CognitoIdentityServiceProvider.client.alice.idToken'];
    const calls = [call('signOut', { ...facts, removed })];

    expect(lastUserChange(new FinishedExecution().with({ calls }), 'phone')?.leaves).toBe('unknown');
  });

  test('leaves nobody knows whom once the server has revoked the session', () => {
    const finished = new FinishedExecution();
    finished.revoke();
    const calls = [call('signOut', facts)];

    expect(lastUserChange(finished.with({ calls }), 'phone')?.leaves).toBe('unknown');
  });
});

test('one that never began has not', () => {
  const calls = [call('signOut', { startedAt: undefined, settledAt: undefined, status: 'killed' })];

  expect(lastUserChange(new FinishedExecution().with({ calls }), 'phone')).toBeUndefined();
});

test('nobody knows who is signed in after a sign-in that began while the user signed out', () => {
  const calls = [call('signOut', at(1, 4)), signedIn('bob', at(3, 9))];

  expect(lastUserChange(new FinishedExecution().with({ calls }), 'phone')?.leaves).toBe('unknown');
});

test.each([
  ['two sign-ins of one user', [signedIn('bob', at(1, 9)), signedIn('bob', at(3, 7))], { username: 'bob' }],
  ['two sign-ins of two users', [signedIn('alice', at(1, 9)), signedIn('bob', at(3, 7))], 'unknown'],
  ['two sign-outs', [call('signOut', at(1, 9)), call('signOut', at(3, 7))], 'nobody'],
] as const)('%s that overlap are one change, known where both leave the same', (_, calls, leaves) => {
  const change = lastUserChange(new FinishedExecution().with({ calls }), 'phone');

  expect(change).toMatchObject({ ...at(1, 9), leaves });
});

interface Act {
  readonly startedAt: number;
  readonly settledAt: number;
  /** Undefined for a sign-out. */
  readonly username: string | undefined;
}

/** Users whom acts may leave signed in, over every order that puts none after one that began when it had ended. */
function possiblyLeft(acts: readonly Act[]): Set<string> {
  const left = new Set<string>();
  const orders = (done: readonly Act[], rest: readonly Act[]): void => {
    if (rest.length === 0) left.add(done.at(-1)?.username ?? 'nobody');
    for (const next of rest) {
      if (rest.some(({ settledAt }) => settledAt <= next.startedAt)) continue;
      orders(
        [...done, next],
        rest.filter((act) => act !== next),
      );
    }
  };
  orders([], acts);
  return left;
}

test('who is signed in is known where every order that real time allows leaves the same', () => {
  const act = fc
    .tuple(fc.nat(20), fc.integer({ min: 1, max: 8 }), fc.constantFrom('alice', 'bob', undefined))
    .map(([startedAt, steps, username]): Act => ({ startedAt, settledAt: startedAt + steps, username }));
  const finished = new FinishedExecution();

  fc.assert(
    fc.property(
      fc.uniqueArray(act, { minLength: 1, maxLength: 5, selector: ({ startedAt }) => startedAt }),
      (acts) => {
        const calls = acts.map(({ username, ...times }) =>
          username === undefined ? call('signOut', times) : signedIn(username, times),
        );

        const leaves = lastUserChange(finished.with({ calls }), 'phone')?.leaves;

        const [first, ...more] = possiblyLeft(acts);
        const known = typeof leaves === 'object' ? leaves.username : leaves;
        expect(known).toBe(more.length > 0 ? 'unknown' : first);
      },
    ),
  );
});

test('of one change made in two processes a tab has heard only if it has heard of both', () => {
  const tab = (process: string) => ({ device: 'phone', platform: 'web' as const, process });
  const realms = { app: tab('one'), other: tab('two'), third: tab('one') };
  const calls = [signedIn('bob', at(1, 9)), signedIn('bob', { ...at(3, 7), realm: 'other' })];
  const base = new FinishedExecution().with({ calls });
  const execution = { ...base, start: { ...base.start, realms } };

  expect(lastUserChange(execution, 'phone')?.leaves).toEqual({ username: 'bob' });
  expect(whoDuring(execution, 'phone', call('fetchAuthSession', { realm: 'third', ...at(10, 12) }))).toBe(
    'unknown',
  );
});

test.each([
  ['before any change', page(1, 2), { username: 'alice' }],
  ['while somebody changes', page(2, 4), 'unknown'],
  ['after the sign-out', page(5, 6), 'nobody'],
  ['across a change', page(6, 12), 'unknown'],
  ['after the sign-in', page(10, 12), { username: 'bob' }],
])('who is signed in during a call %s', (_, during, who) => {
  const calls = [call('signOut', at(3, 5)), signedIn('bob', at(7, 9)), during];

  expect(whoDuring(new FinishedExecution().with({ calls }), 'phone', during)).toEqual(who);
});

test.each([
  ['is told so', ['signInWithRedirect'], { ...at(1, 5), leaves: { username: 'alice' } }],
  ['is not', [], { ...at(1, Number.POSITIVE_INFINITY), leaves: 'unknown' }],
])('who comes back from the hosted UI is signed in once the app %s', (_, told, change) => {
  const execution = new FinishedExecution().with(cameBack(...told));

  expect(lastUserChange(execution, 'phone')).toMatchObject({ ...change, atHostedUi: true });
});

test('a sign-in at the hosted UI and one by a call that overlap are one change, made at the hosted UI too', () => {
  const calls = [signedIn('alice', at(2, 9))];
  const execution = new FinishedExecution().with({ ...cameBack('signInWithRedirect'), calls });

  expect(lastUserChange(execution, 'phone')).toMatchObject({
    ...at(1, 9),
    leaves: { username: 'alice' },
    atHostedUi: true,
  });
});

test('who is signed in during a sign-in is who was before it', () => {
  const during = signedIn('bob', at(6, 9));
  const calls = [call('signOut', at(3, 5)), during];

  expect(whoDuring(new FinishedExecution().with({ calls }), 'phone', during)).toBe('nobody');
});

test.each([
  ['of its own process, which may see half of the change', undefined, 'unknown'],
  ['of the same process', 'app', { username: 'bob' }],
])('who is signed in during a call in another tab %s', (_, process, who) => {
  const realms = {
    app: { device: 'phone', platform: 'web' as const },
    other: { device: 'phone', platform: 'web' as const, ...(process && { process }) },
  };
  const calls = [signedIn('bob', at(7, 9))];
  const execution = new FinishedExecution().with({ calls });
  const during = call('fetchAuthSession', { realm: 'other', ...at(10, 12) });

  expect(whoDuring({ ...execution, start: { ...execution.start, realms } }, 'phone', during)).toEqual(who);
});
