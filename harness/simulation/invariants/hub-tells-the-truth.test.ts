import { describe, expect, test } from 'vitest';
import { breachIn, call, cameBack, FinishedExecution, signedIn } from './fixtures.ts';
import { hubTellsTheTruth } from './hub-tells-the-truth.ts';

const said = (event: string, at = 5) => ({ realm: 'app', event, at });

describe('a lie is', () => {
  test.each(['signedOut', 'signOut'])('%s while the session lives and nobody signed out', (event) => {
    const execution = new FinishedExecution().with({ hub: [said(event)] });

    expect(breachIn(hubTellsTheTruth, execution)?.message).toBe(
      `Hub said ${event}, but the session lives and nobody signed out`,
    );
  });

  test.each(['signedIn', 'signIn'])('%s when nobody signed in', (event) => {
    const execution = new FinishedExecution().with({ hub: [said(event)] });

    expect(breachIn(hubTellsTheTruth, execution)?.message).toBe(`Hub said ${event}, but nobody signed in`);
  });

  test.each(['signedOut', 'signOut'])('%s when somebody signs in where nobody was', (event) => {
    const calls = [signedIn('alice')];
    const execution = new FinishedExecution().with({ calls, hub: [said(event)] });

    expect(breachIn(hubTellsTheTruth, execution)?.message).toBe(
      `Hub said ${event}, but nobody signed out and no session has ended`,
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

describe('after several changes of user', () => {
  const out = (startedAt: number, settledAt: number, realm = 'app') =>
    call('signOut', { realm, startedAt, settledAt });
  const bob = (startedAt: number, settledAt: number, realm = 'app') =>
    signedIn('bob', { realm, startedAt, settledAt });
  const symptomOf = (calls: ReturnType<typeof call>[], hub: ReturnType<typeof said>) => {
    const finished = new FinishedExecution();
    finished.server.startSession('bob');
    const base = finished.with({ calls, hub: [hub] });
    const tab = { device: 'phone', platform: 'web', process: 'one' } as const;
    const start = { ...base.start, realms: { app: tab, tab } };
    return breachIn(hubTellsTheTruth, { ...base, start })?.symptom;
  };

  test.each(['signedOut', 'signOut'])('%s once somebody has signed in again is a lie', (event) => {
    expect(symptomOf([out(1, 4), bob(5, 9)], said(event, 10))).toBe(`${event}-after-sign-in`);
  });

  test.each(['signedIn', 'signIn'])('%s once the user has signed out again is a lie', (event) => {
    expect(symptomOf([bob(1, 4), out(5, 9)], said(event, 10))).toBe(`${event}-after-sign-out`);
  });

  test.each([
    ['signedOut', 'before somebody signs in again', [out(1, 4), bob(5, 9)], said('signedOut', 3)],
    ['signedOut', 'of the second sign-out', [out(1, 2), bob(3, 5), out(6, 8)], said('signedOut', 7)],
    ['signedOut', 'while somebody signs in again', [out(1, 4), bob(5, 9)], said('signedOut', 6)],
    ['signedIn', 'of the second sign-in', [bob(1, 2), out(3, 5), bob(6, 8)], said('signedIn', 7)],
    ['signedIn', 'while a sign-out runs beside the sign-in', [bob(1, 6), out(3, 9)], said('signedIn', 5)],
    [
      'signedOut',
      'of a sign-out in another tab, heard late',
      [out(1, 4, 'tab'), bob(5, 9)],
      said('signedOut', 10),
    ],
    [
      'signedIn',
      'of a sign-in in another tab, heard late',
      [bob(1, 4, 'tab'), out(5, 9)],
      said('signedIn', 10),
    ],
  ] as const)('%s %s is none', (_, __, calls, hub) => {
    expect(symptomOf([...calls], hub)).toBeUndefined();
  });

  test.each([
    ['before it is a lie', 4, 'signedOut-after-sign-in'],
    ['meanwhile or later is none', undefined, undefined],
  ])('signedOut after a sign-in, where a sign-out was refused or cut short %s', (_, settledAt, symptom) => {
    const refused = call('signOut', { startedAt: 1, settledAt, status: settledAt ? 'rejected' : 'killed' });

    expect(symptomOf([refused, bob(5, 9)], said('signedOut', 10))).toBe(symptom);
  });

  test('signedOut of a new session that the server has ended is none', () => {
    const finished = new FinishedExecution();
    finished.server.startSession('bob');
    finished.server.signOutEverywhere('bob');
    const execution = finished.with({ calls: [out(1, 4), bob(5, 9)], hub: [said('signedOut', 10)] });

    expect(breachIn(hubTellsTheTruth, execution)).toBeUndefined();
  });

  test.each([
    ['is none while a sign-out runs', 9, undefined],
    ['is a lie once it is over', 7, 'signedIn-after-sign-out'],
  ])('signedIn of a sign-in at the hosted UI, which is complete before, %s', (_, settledAt, symptom) => {
    const back = cameBack('signInWithRedirect');
    const finished = new FinishedExecution();
    const hub = [...back.hub, said('signedIn', 8)];

    expect(
      breachIn(hubTellsTheTruth, finished.with({ ...back, calls: [out(6, settledAt)], hub }))?.symptom,
    ).toBe(symptom);
  });
});
