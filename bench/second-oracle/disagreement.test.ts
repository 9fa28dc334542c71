import { expect, test } from 'vitest';
import { type DeviceFacts, disagreement } from './disagreement.ts';
import type { View } from './view.ts';

const ALICE: View = { kind: 'signed-in', username: 'alice', owner: 'alice', storedAs: 'alice' };
const OUT: View = { kind: 'signed-out' };
const FAILS: View = { kind: 'fails', error: 'NetworkError' };

function phone(right: DeviceFacts['right'], atOnce: View, later = atOnce): DeviceFacts {
  return { device: 'phone', right, views: { atOnce, later } };
}

const SIGNED_IN = { kind: 'signed-in', username: 'alice' } as const;
const LOST = { invariant: 'session-survives', symptom: 'the stored session is gone', message: '' };
const MINOR = { invariant: 'refreshes-announced', symptom: 'no tokenRefresh for a refresh', message: '' };
const BACK = { invariant: 'stays-signed-out', symptom: 'tokens stored after sign-out', message: '' };

test.each([
  ['signed out', phone(SIGNED_IN, OUT)],
  ['signed out once the token has expired', phone(SIGNED_IN, ALICE, OUT)],
  ['unable to go on', phone(SIGNED_IN, ALICE, FAILS)],
  ["another user's", phone(SIGNED_IN, { ...ALICE, owner: 'bob' })],
  ['stored under a stand-in name', phone(SIGNED_IN, { ...ALICE, storedAs: 'username' })],
])('a user %s is a loss that no invariant judged', (_, facts) => {
  expect(disagreement([facts], [])?.code).toBe('loss-not-judged');
  expect(disagreement([facts], [MINOR])?.code).toBe('loss-not-judged');
  expect(disagreement([facts], [LOST])).toBeUndefined();
});

test('a call that fails and works later has lost nothing', () => {
  expect(disagreement([phone(SIGNED_IN, FAILS, ALICE)], [])).toBeUndefined();
});

test('somebody who comes back after a sign-out must be judged', () => {
  const facts = phone({ kind: 'signed-out' }, ALICE);

  expect(disagreement([facts], [])?.code).toBe('return-not-judged');
  expect(disagreement([facts], [BACK])).toBeUndefined();
});

test('a loss that nobody sees is a false alarm, unless a second device has it', () => {
  const well = phone(SIGNED_IN, ALICE);

  expect(disagreement([well], [LOST])?.code).toBe('alarm-without-loss');
  expect(disagreement([well, { ...phone(SIGNED_IN, OUT), device: 'tablet' }], [LOST])).toBeUndefined();
});
