import { describe, expect, test } from 'vitest';
import type { Execution, WholeExecution } from '../execution/execution.ts';
import type { Incident } from '../execution/incident.ts';
import type { CallRecord } from '../world/call-port.ts';
import { authorizationCodeSpentOnce } from './authorization-code-spent-once.ts';
import { callsFailForAReason } from './calls-fail-for-a-reason.ts';
import { callsWorkAfterUserChange } from './calls-work-after-user-change.ts';
import { breachIn, call, cameBack, FinishedExecution, signedIn } from './fixtures.ts';
import { grantedSignInCompletes } from './granted-sign-in-completes.ts';
import { hostedUiSignInCompletes } from './hosted-ui-sign-in-completes.ts';
import { hubTellsTheTruth } from './hub-tells-the-truth.ts';
import { NOT_IN_FORCE } from './invariant.ts';
import { refreshTokenSpentOnce } from './refresh-token-spent-once.ts';
import { refreshesAnnounced } from './refreshes-announced.ts';
import { sessionSurvives } from './session-survives.ts';
import { signInHolds } from './sign-in-holds.ts';
import { signOutEndsTheSession } from './sign-out-ends-the-session.ts';
import { transientFaultRemovesNothing } from './transient-fault-removes-nothing.ts';

/** On the phone alice was signed in, on the tablet bob is, whose session the server has ended. They share nothing. */
class TwoDevices extends FinishedExecution {
  readonly bobs = this.server.startSession('bob');

  override with(facts: Partial<WholeExecution> = {}): WholeExecution {
    const execution = super.with(facts);
    const { start, devices } = execution;
    const initial = { username: 'bob', tokens: this.bobs, keys: [] };
    return {
      ...execution,
      start: {
        ...start,
        devices: { ...start.devices, tablet: { storage: 'fifo' } },
        realms: { ...start.realms, other: { device: 'tablet', platform: 'react-native' } },
      },
      devices: new Map([...devices, ['tablet', { data: new Map(), keyPrefix: '', initial }]]),
    };
  }
}

function inTrouble(): TwoDevices {
  const both = new TwoDevices();
  both.server.signOutEverywhere('bob');
  both.refresh(both.bobs.refreshToken, 'tablet');
  return both;
}

/** Codes were exchanged on these devices. */
function exchanging(...devices: string[]): TwoDevices {
  const both = inTrouble();
  for (const client of devices) {
    both.server.log.push({
      operation: '/oauth2/token',
      outcome: 'ok',
      reuse: false,
      invocationId: undefined,
      client,
    });
  }
  return both;
}

const happened = (what: Incident['what'], device: string): Incident => ({ what, device, realm: '', at: 2 });
const TROUBLE = {
  incidents: (['fault', 'kill', 'refusal'] as const).map((what) => happened(what, 'tablet')),
};
const SIGN_OUT = call('signOut', { startedAt: 1, settledAt: 4 });
const failed = (api: string, facts: Partial<CallRecord> = {}): CallRecord =>
  call(api, { id: 'B', status: 'rejected', error: new Error('no'), startedAt: 5, settledAt: 6, ...facts });

describe('trouble on the tablet is no excuse on the phone', () => {
  test.each<[string, () => Execution, { check: typeof sessionSurvives.check }, string]>([
    [
      'for a call that fails after a sign-out',
      () => inTrouble().with({ ...TROUBLE, calls: [SIGN_OUT, failed('getCurrentUser')] }),
      callsWorkAfterUserChange,
      'getCurrentUser-fails-with-Error',
    ],
    [
      'for a call that fails while the user is signed in',
      () => inTrouble().with({ ...TROUBLE, calls: [failed('getCurrentUser', { startedAt: 1 })] }),
      callsFailForAReason,
      'getCurrentUser-fails-with-Error',
    ],
    [
      'for a session that lives on after a sign-out',
      () => inTrouble().with({ ...TROUBLE, calls: [SIGN_OUT] }),
      signOutEndsTheSession,
      'session-lives-on',
    ],
    [
      'for a session that is lost after a sign-out that came to nothing',
      () => {
        const both = inTrouble();
        both.data.clear();
        return both.with({ calls: [call('signOut', { status: 'killed', settledAt: undefined })] });
      },
      sessionSurvives,
      'session-gone-silently',
    ],
    [
      'for an event that says signed out',
      () => {
        const both = inTrouble();
        // Nobody was signed in there at the start, so that no session that lives judges it.
        const execution = both.with({ hub: [{ realm: 'app', event: 'signedOut', at: 3 }] });
        const phone = { data: new Map(), keyPrefix: '', initial: undefined };
        return { ...execution, devices: new Map([...execution.devices, ['phone', phone]]) };
      },
      hubTellsTheTruth,
      'signedOut-without-sign-out',
    ],
    [
      'for a sign-in that is granted and rejected',
      () => {
        const both = inTrouble();
        both.signInFrom('phone', 'alice');
        return both.with({ ...TROUBLE, calls: [failed('signIn')] });
      },
      grantedSignInCompletes,
      'granted-yet-rejected',
    ],
    [
      'for a refresh that is not announced',
      () => {
        const both = inTrouble();
        both.store('alice', both.refresh());
        return both.with(TROUBLE);
      },
      refreshesAnnounced,
      'refresh-not-announced',
    ],
    [
      'for tokens that are announced before any have arrived',
      () => {
        const arrived = happened('new-tokens', 'tablet');
        const hub = [{ realm: 'app', event: 'tokenRefresh', at: 3 }];
        return inTrouble().with({ incidents: [...TROUBLE.incidents, arrived], hub });
      },
      refreshesAnnounced,
      'announced-without-refresh',
    ],
    [
      'for a sign-in at the hosted UI that is lost',
      () => inTrouble().with({ ...TROUBLE, ...cameBack() }),
      hostedUiSignInCompletes,
      'sign-in-lost-silently',
    ],
    [
      'for a code that is exchanged twice',
      () => exchanging('phone', 'phone').with({ ...TROUBLE, ...cameBack() }),
      authorizationCodeSpentOnce,
      'code-exchanged-again',
    ],
    [
      'for a refresh token that is spent twice',
      () => {
        const both = new TwoDevices({ rotation: { graceSeconds: 0 } });
        for (let time = 0; time < 2; time += 1) both.refresh(both.tokens.refreshToken, 'phone');
        return both.with(TROUBLE);
      },
      refreshTokenSpentOnce,
      'reuse',
    ],
  ])('%s', (_, execution, invariant, symptom) => {
    expect(breachIn(invariant as typeof sessionSurvives, execution())?.symptom).toBe(symptom);
  });
});

describe('what the tablet did is not taken for what the phone did', () => {
  test('a session opened there makes no sign-in here one that may have been granted', () => {
    const both = inTrouble();
    both.signInFrom('tablet', 'alice');
    const execution = both.with({ calls: [failed('signIn')] });

    expect(grantedSignInCompletes.check(execution)).toBe(NOT_IN_FORCE);
    expect(sessionSurvives.check(execution)).toBeUndefined();
  });

  test('a session of the same user that lives there keeps none alive here', () => {
    const both = new TwoDevices();
    both.signInFrom('phone', 'alice');
    both.server.signOutEverywhere('alice');
    both.signInFrom('tablet', 'alice');
    both.data.clear();

    expect(signInHolds.check(both.with({ calls: [signedIn('alice')] }))).toBe(NOT_IN_FORCE);
  });

  test('a code that comes to it is none that is exchanged here once more', () => {
    const { start, loads, hub } = cameBack();
    const spec = start.realms.app;
    const realms = { ...start.realms, other: { ...spec, device: 'tablet' } } as typeof start.realms;
    const came = { start: { ...start, realms }, loads: [...loads, { ...loads[0], realm: 'other' }], hub };
    const judged = (...devices: string[]): unknown => {
      const { start: _, ...execution } = exchanging(...devices).with();
      return authorizationCodeSpentOnce.check({ ...execution, ...came } as Execution);
    };

    expect(judged('phone', 'phone')).toMatchObject({ symptom: 'code-exchanged-again' });
    expect(judged('phone', 'tablet')).toBeUndefined();
  });

  test('a fault there has removed nothing here', () => {
    const both = new TwoDevices();
    both.remove('idToken');

    expect(
      transientFaultRemovesNothing.check(both.with({ incidents: [happened('fault', 'phone')] })),
    ).toEqual(expect.objectContaining({ symptom: 'idToken-removed' }));
    expect(
      breachIn(
        transientFaultRemovesNothing,
        new TwoDevices().with({ incidents: [happened('fault', 'phone')] }),
      ),
    ).toBeUndefined();
  });
});

test('what happens to no device alone counts on each', () => {
  const calls = [SIGN_OUT, failed('getCurrentUser')];
  const disabled: Incident = { what: 'fault', device: undefined, realm: '', at: 2 };

  expect(callsWorkAfterUserChange.check(new TwoDevices().with({ calls, incidents: [disabled] }))).toBe(
    NOT_IN_FORCE,
  );
});
