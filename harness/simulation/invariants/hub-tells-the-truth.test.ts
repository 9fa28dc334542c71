import { describe, expect, test } from 'vitest';
import { breachIn, call, cameBack, FinishedExecution, signedIn } from './fixtures.ts';
import { hubTellsTheTruth } from './hub-tells-the-truth.ts';

const said = (event: string, at = 5) => ({ realm: 'app', event, at });

describe('a lie is', () => {
  test.each(['signedOut', 'signOut'])('%s while the session lives and nobody signed out', (event) => {
    const execution = new FinishedExecution().with({ hub: [said(event)] });

    expect(breachIn(hubTellsTheTruth, execution)?.message).toBe(
      `Hub said ${event}, yet the session lives and nobody signed out`,
    );
  });

  test.each(['signedIn', 'signIn'])('%s when nobody signed in', (event) => {
    const execution = new FinishedExecution().with({ hub: [said(event)] });

    expect(breachIn(hubTellsTheTruth, execution)?.message).toBe(`Hub said ${event}, yet nobody signed in`);
  });

  test.each(['signedOut', 'signOut'])('%s when somebody signs in where nobody was', (event) => {
    const calls = [signedIn('alice')];
    const execution = new FinishedExecution().with({ calls, hub: [said(event)] });

    expect(breachIn(hubTellsTheTruth, execution)?.message).toBe(
      `Hub said ${event}, yet nobody signed out and no session has ended`,
    );
  });

  test('signedIn before the sign-in has begun', () => {
    const calls = [signedIn('alice', { startedAt: 6, settledAt: 9 })];

    expect(
      breachIn(hubTellsTheTruth, new FinishedExecution().with({ calls, hub: [said('signedIn')] })),
    ).toBeDefined();
  });
});

describe('no lie is', () => {
  test.each([
    ['signedOut', call('signOut')],
    ['signOut', call('signOut')],
    ['signedIn', signedIn('alice')],
    ['signIn', signedIn('alice')],
  ])('%s of who did', (event, change) => {
    expect(
      breachIn(hubTellsTheTruth, new FinishedExecution().with({ calls: [change], hub: [said(event)] })),
    ).toBeUndefined();
  });

  test('signedOut told by a tab when the user signed out in another', () => {
    const finished = new FinishedExecution();
    const base = finished.with();
    const realms = { ...base.start.realms, tab: { device: 'phone', platform: 'web' } as const };
    const hub = [said('signedOut'), { ...said('signedOut'), realm: 'tab' }];

    expect(
      breachIn(hubTellsTheTruth, {
        ...base,
        start: { ...base.start, realms },
        hub,
        calls: [call('signOut')],
      }),
    ).toBeUndefined();
  });

  test('signedOut of a session that the server had ended when somebody signed in', () => {
    const finished = new FinishedExecution();
    finished.revoke();

    expect(
      breachIn(hubTellsTheTruth, finished.with({ calls: [signedIn('alice')], hub: [said('signedOut')] })),
    ).toBeUndefined();
  });

  test('signedOut once the server has ended the session', () => {
    const finished = new FinishedExecution();
    finished.revoke();

    expect(breachIn(hubTellsTheTruth, finished.with({ hub: [said('signedOut')] }))).toBeUndefined();
  });

  test('tokenRefresh', () => {
    expect(
      breachIn(hubTellsTheTruth, new FinishedExecution().with({ hub: [said('tokenRefresh')] })),
    ).toBeUndefined();
  });
});

test.each([
  ['signIn', 5, false],
  ['signedIn', 5, false],
  ['signedIn', 0, true],
])(
  '%s after step %i where the user comes back from the hosted UI in step 1 is a lie: %s',
  (event, at, lie) => {
    const execution = new FinishedExecution().with({ ...cameBack(), hub: [said(event, at)] });

    expect(breachIn(hubTellsTheTruth, execution) !== undefined).toBe(lie);
  },
);
