import { expect, test } from 'vitest';
import { breachIn, call, FinishedExecution } from './fixtures.ts';
import { newestRefreshTokenKept } from './newest-refresh-token-kept.ts';

const rotation = { graceSeconds: 60 };

test('a spent refresh token in storage is a breach, even while its grace period lasts', () => {
  const finished = new FinishedExecution({ rotation });
  finished.refresh();

  expect(breachIn(newestRefreshTokenKept, finished.with())?.symptom).toBe('spent-refresh-token-stored');
});

test('the newest refresh token in storage is none', () => {
  const finished = new FinishedExecution({ rotation });
  finished.store('alice', finished.refresh());

  expect(breachIn(newestRefreshTokenKept, finished.with())).toBeUndefined();
});

test('a sibling that a second refresh within the grace period gave is none: it is not spent', () => {
  const finished = new FinishedExecution({ rotation });
  const sibling = finished.refresh();
  finished.refresh();
  finished.store('alice', sibling);

  expect(breachIn(newestRefreshTokenKept, finished.with())).toBeUndefined();
});

test('a used refresh token is none where refresh tokens are not replaced', () => {
  const finished = new FinishedExecution();
  finished.refresh();

  expect(breachIn(newestRefreshTokenKept, finished.with())).toBeUndefined();
});

test('a missing refresh token is another invariant’s matter', () => {
  const finished = new FinishedExecution({ rotation });
  finished.refresh();
  finished.remove('refreshToken');

  expect(breachIn(newestRefreshTokenKept, finished.with())).toBeUndefined();
});

test('a spent refresh token is none once the user has signed out', () => {
  const finished = new FinishedExecution({ rotation });
  finished.refresh();

  expect(breachIn(newestRefreshTokenKept, finished.with({ calls: [call('signOut')] }))).toBeUndefined();
});
