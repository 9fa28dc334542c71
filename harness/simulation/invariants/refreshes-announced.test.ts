import { describe, expect, test } from 'vitest';
import { breachIn, call, exchange, FinishedExecution, step } from './fixtures.ts';
import { refreshesAnnounced } from './refreshes-announced.ts';

const STEPS = [step('call'), ...exchange('200 {"AuthenticationResult":{"AccessToken":"..."}}')];
const REFUSED = [step('call'), ...exchange('400 {"__type":"NotAuthorizedException"}')];

const told = (at: number, realm = 'app') => ({ realm, event: 'tokenRefresh', at });

/** Alice's tokens have been refreshed and stored. */
function refreshed(): FinishedExecution {
  const finished = new FinishedExecution();
  finished.store('alice', finished.refresh());
  return finished;
}

describe('a refresh', () => {
  test('that no event tells of is a breach', () => {
    expect(breachIn(refreshesAnnounced, refreshed().with({ steps: STEPS }))).toEqual({
      symptom: 'refresh-not-announced',
      message: 'a refresh stored new tokens, but Hub did not say tokenRefresh',
    });
  });

  test('that only another device is told of is a breach', () => {
    const { start, ...rest } = refreshed().with({ steps: STEPS, hub: [told(3, 'other')] });
    const realms = { ...start.realms, other: { device: 'tablet', platform: 'web' } as const };

    expect(breachIn(refreshesAnnounced, { ...rest, start: { ...start, realms } })?.symptom).toBe(
      'refresh-not-announced',
    );
  });

  test('may be told of more than once', () => {
    const execution = refreshed().with({ steps: STEPS, hub: [told(3), told(3)] });

    expect(breachIn(refreshesAnnounced, execution)).toBeUndefined();
  });

  test('may be told of as a failure, where its tokens could not be stored whole', () => {
    const hub = [{ ...told(3), event: 'tokenRefresh_failure' }];

    expect(breachIn(refreshesAnnounced, refreshed().with({ steps: STEPS, hub }))).toBeUndefined();
  });

  test('need not be told of by an app that was killed, nor once the user has signed out', () => {
    const killed = refreshed().with({ steps: [...STEPS, step('kill')] });
    const signedOut = refreshed().with({ steps: STEPS, calls: [call('signOut')] });

    expect([killed, signedOut].map((execution) => breachIn(refreshesAnnounced, execution))).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('an event', () => {
  test.each([
    ['before the tokens have arrived', STEPS, 2],
    ['when the refresh was refused', REFUSED, 3],
    ['when nothing was asked for', [step('call')], 1],
  ])('%s is a breach', (_, steps, at) => {
    const execution = new FinishedExecution().with({ steps, hub: [told(at)] });

    expect(breachIn(refreshesAnnounced, execution)).toEqual({
      symptom: 'announced-without-refresh',
      message: 'Hub said tokenRefresh before any new tokens had arrived',
    });
  });

  test('of another kind is none', () => {
    const hub = [{ realm: 'app', event: 'tokenRefresh_failure', at: 3 }];

    expect(
      breachIn(refreshesAnnounced, new FinishedExecution().with({ steps: REFUSED, hub })),
    ).toBeUndefined();
  });
});

test('no refresh and no event is no breach', () => {
  expect(
    breachIn(refreshesAnnounced, new FinishedExecution().with({ steps: [step('call')] })),
  ).toBeUndefined();
});
