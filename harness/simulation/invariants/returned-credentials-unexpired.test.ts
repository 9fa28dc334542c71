import { describe, expect, test } from 'vitest';
import { WORLD_EPOCH } from '../world/world.ts';
import { breachIn, call, FinishedExecution } from './fixtures.ts';
import { NOT_IN_FORCE } from './invariant.ts';
import { returnedCredentialsUnexpired } from './returned-credentials-unexpired.ts';

const HOUR = 60 * 60 * 1000;

/** A call that began so long after its AWS credentials were issued. */
function askedAfter(time: number, { ofUser = false } = {}) {
  const finished = new FinishedExecution();
  const value = {
    kind: 'session',
    signedIn: ofUser,
    ...finished.awsIdentity(ofUser ? finished.tokens.idToken : undefined),
  };
  return finished.with({
    calls: [
      call('fetchCredentials', { value, startTime: WORLD_EPOCH + time, settleTime: WORLD_EPOCH + time }),
    ],
  });
}

describe('AWS credentials that are handed to the app', () => {
  test.each([false, true])('are a breach where they had expired before (of a user: %s)', (ofUser) => {
    expect(breachIn(returnedCredentialsUnexpired, askedAfter(2 * HOUR, { ofUser }))).toEqual({
      symptom: 'fetchCredentials-returns-credentials-that-arrived-expired',
      message:
        'fetchCredentials handed the app AWS credentials that had expired before the call began, and also when the app first got them',
    });
  });

  test('are another breach where an earlier call had got them in time', () => {
    const execution = askedAfter(2 * HOUR);
    const [late] = execution.calls;
    if (!late) throw new TypeError('no call');
    const inTime = { ...late, startTime: WORLD_EPOCH, settleTime: WORLD_EPOCH };

    expect(breachIn(returnedCredentialsUnexpired, { ...execution, calls: [inTime, late] })?.symptom).toBe(
      'fetchCredentials-returns-credentials-expired-in-memory',
    );
  });

  test.each([0, HOUR / 2, HOUR - 1])('are none %d ms after they were issued', (time) => {
    expect(returnedCredentialsUnexpired.check(askedAfter(time))).toBeUndefined();
  });

  test('are none on a device whose clock has jumped', () => {
    const execution = askedAfter(2 * HOUR);
    const [[name, device] = []] = execution.devices;
    if (name === undefined || !device) throw new TypeError('no device');
    const devices = new Map([[name, { ...device, clockJumped: () => true }]]);

    expect(returnedCredentialsUnexpired.check({ ...execution, devices })).toBe(NOT_IN_FORCE);
  });
});

test('a call that hands none has nothing to judge', () => {
  const calls = [call('fetchAuthSession', { value: { kind: 'session', signedIn: false } })];

  expect(returnedCredentialsUnexpired.check(new FinishedExecution().with({ calls }))).toBe(NOT_IN_FORCE);
});
