import { expect, test } from 'vitest';
import { breachIn, FinishedExecution } from './fixtures.ts';
import { refreshTokenSpentOnce } from './refresh-token-spent-once.ts';

test('a refresh token that is used again after it was replaced is a breach', () => {
  const finished = new FinishedExecution({ rotation: { graceSeconds: 0 } });
  finished.refresh();
  finished.refresh();

  expect(breachIn(refreshTokenSpentOnce, finished.with())?.message).toBe(
    'GetTokensFromRefreshToken used a refresh token that was already spent',
  );
});

test('one that is used again within its grace period is none', () => {
  const finished = new FinishedExecution({ rotation: { graceSeconds: 10 } });
  finished.refresh();
  finished.now += 9_999;
  finished.refresh();

  expect(breachIn(refreshTokenSpentOnce, finished.with())).toBeUndefined();
});

test('one that is used again where refresh tokens are not replaced is none', () => {
  const finished = new FinishedExecution();
  finished.refresh();
  finished.refresh();

  expect(breachIn(refreshTokenSpentOnce, finished.with())).toBeUndefined();
});

test('a refresh token that was refused because it was revoked is none', () => {
  const finished = new FinishedExecution({ rotation: { graceSeconds: 0 } });
  finished.revoke();
  finished.refresh();

  expect(breachIn(refreshTokenSpentOnce, finished.with())).toBeUndefined();
});
