import { describe, expect, test } from 'vitest';
import type { WholeExecution } from '../execution/execution.ts';
import type { Incident } from '../execution/incident.ts';
import type { CallRecord } from '../world/call-port.ts';
import { call, cameBack, FinishedExecution, SIGNED_OUT_SESSION, signedIn } from './fixtures.ts';
import { NOT_IN_FORCE } from './invariant.ts';
import { noHalfSession } from './no-half-session.ts';

const KILLED = call('signIn', { status: 'killed', settledAt: undefined });
const ASKS = call('getCurrentUser', {
  id: 'B',
  startedAt: 5,
  settledAt: 7,
  value: { kind: 'user', signedIn: true, username: 'alice' },
});

/** Nobody was signed in on the phone; alice was granted a session there, of which these entries are left out. */
function granted(
  missing: readonly string[],
  calls: readonly CallRecord[],
  finished = new FinishedExecution(),
) {
  finished.remove(...missing);
  const execution = finished.with({ calls });
  const phone = { data: finished.data, keyPrefix: '', initial: undefined };
  return { ...execution, devices: new Map([['phone', phone]]) } satisfies WholeExecution;
}

describe('where the app was killed in a sign-in and then told that somebody is signed in', () => {
  test('a refresh token that is missing is a breach', () => {
    expect(noHalfSession.check(granted(['refreshToken'], [KILLED, ASKS]))).toMatchObject({
      symptom: 'refresh-token-missing',
    });
  });

  test.each([
    ['the whole session is none', []],
    ['an id token that is missing is none: the next refresh brings one', ['idToken']],
    ['no session is none', ['LastAuthUser', 'accessToken', 'idToken', 'refreshToken']],
  ])('%s', (_, missing) => {
    expect(noHalfSession.check(granted(missing, [KILLED, ASKS]))).toBeUndefined();
  });
});

describe('it is not in force', () => {
  test.each<[string, readonly CallRecord[]]>([
    ['where the app finds nobody signed in', [KILLED, { ...ASKS, value: SIGNED_OUT_SESSION }]],
    ['where the sign-in was complete', [signedIn('alice'), ASKS]],
    ['where the user signs in again', [KILLED, ASKS, signedIn('alice', { id: 'C', startedAt: 8 })]],
    ['where the user signed out, too', [KILLED, ASKS, call('signOut', { id: 'C' })]],
    ['where nobody signed in', [ASKS]],
  ])('%s', (_, calls) => {
    expect(noHalfSession.check(granted(['refreshToken'], calls))).toBe(NOT_IN_FORCE);
  });

  test('where somebody was signed in at the start', () => {
    const finished = new FinishedExecution();
    finished.signInFrom('phone', 'alice');
    finished.remove('refreshToken');

    expect(noHalfSession.check(finished.with({ calls: [KILLED, ASKS] }))).toBe(NOT_IN_FORCE);
  });

  test('where the server has ended the session', () => {
    const finished = new FinishedExecution();
    finished.revoke();

    expect(noHalfSession.check(granted(['refreshToken'], [KILLED, ASKS], finished))).toBe(NOT_IN_FORCE);
  });

  test.each([
    ['lost an entry', { brokenEntries: () => ['x'] }],
    ['failed', { failedAt: () => [3] }],
  ])('where the storage %s', (_, trouble) => {
    const execution = granted(['refreshToken'], [KILLED, ASKS]);
    const devices = new Map([...execution.devices].map(([name, state]) => [name, { ...state, ...trouble }]));

    expect(noHalfSession.check({ ...execution, devices })).toBe(NOT_IN_FORCE);
  });
});

describe('where a page was closed amid the sign-in at the hosted UI', () => {
  const CLOSED = { what: 'kill', realm: 'app', device: 'phone', at: 3 } as const;
  const closed = (missing: readonly string[], events: readonly string[], incidents: readonly Incident[]) => ({
    ...granted(missing, [ASKS]),
    ...cameBack(...events),
    incidents,
  });

  test.each([
    ['', []],
    [', whatever the reloaded page says of the sign-in', ['signInWithRedirect_failure']],
  ])('a refresh token that is missing is a breach%s', (_, events) => {
    expect(noHalfSession.check(closed(['refreshToken'], events, [CLOSED]))).toMatchObject({
      symptom: 'refresh-token-missing',
    });
  });

  test('the whole session is none', () => {
    expect(noHalfSession.check(closed([], [], [CLOSED]))).toBeUndefined();
  });

  test.each<[string, readonly string[], readonly Incident[]]>([
    ['the sign-in was complete before', ['signInWithRedirect'], [CLOSED]],
    ['another page was closed', [], [{ ...CLOSED, realm: 'other' }]],
    ['no page was closed', [], []],
  ])('it is not in force where %s', (_, events, incidents) => {
    expect(noHalfSession.check(closed(['refreshToken'], events, incidents))).toBe(NOT_IN_FORCE);
  });

  test('it is not in force where the user signed in by the API, too', () => {
    const execution = { ...closed(['refreshToken'], [], [CLOSED]), calls: [signedIn('alice'), ASKS] };

    expect(noHalfSession.check(execution)).toBe(NOT_IN_FORCE);
  });
});
