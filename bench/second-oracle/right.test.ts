import { expect, test } from 'vitest';
import type { Executed } from '../../harness/simulation/execution/execute.ts';
import { call, exchange, FinishedExecution, signedIn } from '../../harness/simulation/invariants/fixtures.ts';
import type { CallRecord } from '../../harness/simulation/world/call-port.ts';
import { rightOn } from './right.ts';

const at = (startedAt: number, settledAt: number) => ({ startedAt, settledAt });

/** What the user of the phone has a right to after these calls; each of `opened` got a session by a sign-in there. */
function rightAfter(calls: readonly CallRecord[], opened: readonly string[] = [], isAnswered = true) {
  const finished = new FinishedExecution();
  const steps = opened.flatMap((username, index) => {
    const { accessToken } = finished.server.startSession(username);
    return isAnswered ? exchange(`200 {"AccessToken":"${accessToken}"}`, `A:${index}`) : [];
  });
  return rightOn('phone', finished.with({ calls, steps }) as Executed);
}

const ENTRY = 'CognitoIdentityServiceProvider.client.alice.idToken';
const BOB_IN = { kind: 'signed-in', username: 'bob', since: 'sign-in' };

test.each([
  ['did nothing', [], [], { kind: 'signed-in', username: 'alice', since: 'start' }],
  ['signed out', [call('signOut', at(1, 4))], [], { kind: 'signed-out' }],
  [
    'signed out twice at once',
    [call('signOut', at(1, 4)), call('signOut', at(2, 3))],
    [],
    { kind: 'signed-out' },
  ],
  ['signed in', [signedIn('bob', at(1, 4))], ['bob'], BOB_IN],
  ['signed in twice at once', [signedIn('bob', at(1, 4)), signedIn('bob', at(2, 3))], ['bob', 'bob'], BOB_IN],
  [
    'signed in after a sign-in during a sign-out',
    [call('signOut', at(1, 4)), signedIn('alice', at(2, 5)), signedIn('bob', at(6, 9))],
    ['alice', 'bob'],
    BOB_IN,
  ],
  [
    'was refused a sign-in',
    [call('signIn', { ...at(1, 4), status: 'rejected' })],
    [],
    { kind: 'signed-in', username: 'alice', since: 'start' },
  ],
  [
    'signed in while signing out',
    [call('signOut', at(1, 4)), signedIn('bob', at(2, 5))],
    ['bob'],
    { kind: 'unknown', why: 'acts-overlap' },
  ],
  [
    'was refused a sign-in that the server had granted',
    [call('signIn', { ...at(1, 4), status: 'rejected' })],
    ['alice'],
    { kind: 'unknown', why: 'act-cut-short' },
  ],
  [
    'was killed amid a sign-out',
    [call('signOut', { startedAt: 1, settledAt: undefined, status: 'killed', removed: [ENTRY] })],
    [],
    { kind: 'unknown', why: 'act-cut-short' },
  ],
] as const)('the right of a user who %s', (_, calls, opened, right) => {
  expect(rightAfter(calls, opened)).toEqual(right);
});

test('whose a session is that no answer carried cannot be known', () => {
  const right = rightAfter([signedIn('bob', at(1, 4))], ['bob'], false);

  expect(right).toEqual({ kind: 'unknown', why: 'session-of-no-device' });
});
