import { describe, expect, test } from 'vitest';
import type { StorageBackendName } from '../fakes/storage/catalogue.ts';
import { canBeHad } from '../harness/amplify/releases/fixtures.ts';
import { explore } from '../harness/exploration/explore/explore.ts';
import { createStrategy } from '../harness/exploration/strategies/create-strategy.ts';
import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import { defineScenario, type ProgramCall, type Scenario } from '../harness/simulation/scenario/scenario.ts';
import { appKilledDuringSignIn } from './app-killed-during-sign-in.ts';
import { credentialsAcrossUsers } from './credentials-across-users.ts';
import { sessionRevokedThenSignIn } from './session-revoked-then-sign-in.ts';

const load = subjectLoader();
const ALICE = { username: 'alice', password: 'Correct-Horse-1' };
const has5 = await canBeHad('5.3.41');

/** The app sleeps for 90 minutes at any moment and asks for AWS credentials twice. */
const sleepsWhileCredentialsArrive = defineScenario({
  name: 'sleeps-while-credentials-arrive',
  title: 'Sleeps',
  description: 'Sleeps.',
  options: {},
  start: () => ({
    app: { identityPool: true },
    pool: { guestAccess: true },
    users: [ALICE],
    devices: { browser: { storage: 'local-storage' } },
    realms: { tab: { device: 'browser', platform: 'web' } },
    faults: { suspensions: [{ realm: 'tab', sleeps: 90 * 60_000 }], max: 1 },
  }),
  program: () => [
    { actor: 'A', realm: 'tab', calls: [{ api: 'fetchCredentials' }, { api: 'fetchCredentials' }] },
  ],
});

/** Signs out and makes a call: nothing else is under way. */
const signsOutAnd = (call: ProgramCall, storage: StorageBackendName): Scenario =>
  defineScenario({
    name: 'signs-out-and',
    title: 'Signs out',
    description: 'Signs out.',
    options: {},
    start: () => ({
      users: [ALICE],
      devices: { phone: { storage, signedIn: { username: 'alice', tokens: 'valid' } } },
      realms: { app: { device: 'phone', platform: 'react-native' } },
    }),
    program: () => [{ actor: 'A', realm: 'app', calls: [{ api: 'signOut' }, call] }],
  });

/** The user comes back from the hosted UI. The app asks who is signed in, and again once the page has been reloaded. */
const comesBackFromHostedUi = (reload: boolean): Scenario =>
  defineScenario({
    name: 'comes-back-from-hosted-ui',
    title: 'Comes back',
    description: 'Comes back.',
    options: {},
    start: () => ({
      app: { hostedUi: true },
      users: [ALICE],
      devices: { browser: { storage: 'local-storage' } },
      realms: {
        tab: {
          device: 'browser',
          platform: 'web',
          hostedUiCallback: { username: 'alice' },
          ...(reload && { kill: { callsAfterRestart: [ASK] } }),
        },
      },
    }),
    program: () => [{ actor: 'A', realm: 'tab', calls: [ASK] }],
  });

/** Signs in, then signs out while a refresh is under way, or does nothing else. */
const signsInAndOut = (refreshes: boolean): Scenario =>
  defineScenario({
    name: 'signs-in-and-out',
    title: 'Signs in and out',
    description: 'Signs in and out.',
    options: {},
    start: () => ({
      pool: { rotation: { graceSeconds: 0 } },
      users: [ALICE],
      devices: { phone: { storage: 'sync' } },
      realms: { app: { device: 'phone', platform: 'react-native' } },
    }),
    program: () => [
      {
        actor: 'A',
        realm: 'app',
        run: async (auth) => {
          await auth.signIn(ALICE);
          const refresh = refreshes
            ? auth.fetchAuthSession({ forceRefresh: true }).catch(() => {})
            : undefined;
          await Promise.all([auth.signOut(), refresh]);
        },
      },
    ],
  });

const SIGN_IN: ProgramCall = { api: 'signIn', args: [ALICE] };
const ASK: ProgramCall = { api: 'getCurrentUser' };

async function broken(amplify: string, scenario: Scenario, set: Record<string, string> = {}) {
  const subject = await load({ amplify, scenario, options: resolveOptions(scenario.options, set), seed: 1 });
  const { symptoms } = await explore(subject, createStrategy('random', { seed: 1 }), { runs: 150 });
  return symptoms.map(({ violation }) => violation.invariant);
}

describe('each of these is found where it is there, and only there', () => {
  test('calls-work-after-user-change: the identity id of the user before arrives late and stays', async () => {
    const nothingUnderWay = { meanwhile: 'nothing' };

    expect(await broken('6.22.1', credentialsAcrossUsers)).toContain('calls-work-after-user-change');
    expect(await broken('6.22.1', credentialsAcrossUsers, nothingUnderWay)).toEqual([]);
  });

  test('calls-work-after-user-change: signOut does not await the removal, and signIn is refused', async () => {
    expect(await broken('6.22.1', signsOutAnd(SIGN_IN, 'unordered'))).toEqual([
      'calls-work-after-user-change',
    ]);
    expect(await broken('6.22.1', signsOutAnd(SIGN_IN, 'sync'))).toEqual([]);
  });

  // `signOut.ts` calls `tokenOrchestrator.clearTokens()` without `await`: all is removed in the end, but not when the
  // app is told that it has signed out.
  test('stays-signed-out: signOut does not await the removal, and the next call says signed in', async () => {
    expect(await broken('6.22.1', signsOutAnd(ASK, 'async-storage-next-android'))).toEqual([
      'stays-signed-out',
    ]);
    expect(await broken('6.22.1', signsOutAnd(ASK, 'fifo'))).toEqual([]);
  });

  test.skipIf(!has5)('stays-signed-out: Amplify 5 removes all before it says so', async () => {
    expect(await broken('5.3.41', signsOutAnd(ASK, 'unordered'))).toEqual([]);
  });

  // `TokenStore.ts`, `storeTokens`: the access token is stored some writes before the refresh token.
  test('no-half-session: the app is closed amid the writes of a sign-in', async () => {
    expect(await broken('6.22.1', appKilledDuringSignIn, { storage: 'sync' })).toEqual(['no-half-session']);
  });

  test.skipIf(!has5)('no-half-session: Amplify 5 stores the name of the user last', async () => {
    expect(await broken('5.3.41', appKilledDuringSignIn, { platform: 'web' })).toEqual([]);
  });

  // `completeOAuthFlow.ts` stores the tokens by the same `storeTokens`. Without the reload, the code may expire before its
  // request arrives: that breaks nothing.
  test('no-half-session: the page is reloaded amid the writes of a sign-in at the hosted UI', async () => {
    expect(await broken('6.22.1', comesBackFromHostedUi(true))).toEqual(['no-half-session']);
    expect(await broken('6.22.1', comesBackFromHostedUi(false))).toEqual([]);
  });

  // 6.6.6 refreshes by `InitiateAuth`, which a pool with rotation refuses, and removes the tokens: `signOut` finds none.
  test('sign-out-ends-the-session: a refresh removes the tokens that the sign-out was to revoke', async () => {
    expect(await broken('6.6.6', signsInAndOut(true))).toContain('sign-out-ends-the-session');
    expect(await broken('6.6.6', signsInAndOut(false))).toEqual([]);
  });

  test('returned-credentials-unexpired: credentials arrive after a long sleep, and are kept', async () => {
    expect(await broken('6.22.1', sleepsWhileCredentialsArrive)).toEqual(['returned-credentials-unexpired']);
  });

  test.skipIf(!has5)(
    'granted-sign-in-completes: a refresh of the dead session takes the new tokens along',
    async () => {
      expect(await broken('5.3.41', sessionRevokedThenSignIn)).toContain('granted-sign-in-completes');
      expect(await broken('5.3.41', sessionRevokedThenSignIn, { calls: '0' })).toEqual([]);
      expect(await broken('5.3.41', sleepsWhileCredentialsArrive)).toEqual([]);
    },
  );
});
