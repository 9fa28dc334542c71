import { oneOf } from '../../harness/simulation/scenario/options.ts';
import {
  defineScenario,
  type Scenario,
  type Start,
  type StartDevice,
} from '../../harness/simulation/scenario/scenario.ts';
import type { CallRecord } from '../../harness/simulation/world/call-port.ts';
import { ALICE, BOB } from '../../scenarios/parts.ts';

const SIGN_IN = { api: 'signIn', args: [{ username: ALICE.username, password: ALICE.password }] } as const;
const FOR_BENCH = 'For the comparison of outcome sets.';

const phone = (storage: StartDevice['storage'], tokens?: 'valid' | 'expired'): StartDevice => ({
  storage,
  ...(tokens && { signedIn: { username: ALICE.username, tokens } }),
});

const STORAGES = { storage: oneOf(['sync', 'fifo'], 'sync', 'storage') };

/** One app, whose access token has expired. */
const oneApp = (storage: StartDevice['storage']): Start => ({
  users: [ALICE],
  devices: { phone: phone(storage, 'expired') },
  realms: { app: { device: 'phone', platform: 'react-native' } },
});

/** Two apps on one device, both loading: a sign-in in one beside a question in the other. */
const twoApps = defineScenario({
  name: 'two-apps',
  title: 'One app signs in while another app on the same device loads',
  description: FOR_BENCH,
  options: { storage: oneOf(['unordered', 'fifo', 'sync'], 'unordered', 'storage') },
  start: ({ storage }) => ({
    users: [ALICE],
    devices: { phone: phone(storage) },
    realms: {
      one: { device: 'phone', platform: 'react-native' },
      two: { device: 'phone', platform: 'react-native' },
    },
    boot: 'concurrent',
  }),
  program: () => [
    { actor: 'A', realm: 'one', calls: [SIGN_IN] },
    { actor: 'B', realm: 'two', calls: [{ api: 'getCurrentUser' }] },
  ],
});

/** Programs that share a variable: what one has seen decides what the other calls. */
const sharedVariable = defineScenario({
  name: 'shared-variable',
  title: 'One part of the app signs out once another has seen the user',
  description: FOR_BENCH,
  options: STORAGES,
  start: ({ storage }) => oneApp(storage),
  program: () => {
    let seen = 0;
    return [
      {
        actor: 'A',
        realm: 'app',
        run: async (auth) => {
          await auth.getCurrentUser();
          seen += 1;
        },
      },
      {
        actor: 'B',
        realm: 'app',
        run: async (auth) => {
          await auth.fetchAuthSession();
          if (seen > 0) await auth.signOut();
        },
      },
    ];
  },
});

/** Programs that share a variable before either has made a call. */
const sharedFromTheStart = defineScenario({
  name: 'shared-from-the-start',
  title: 'One part of the app signs out unless another has begun',
  description: FOR_BENCH,
  options: STORAGES,
  start: ({ storage }) => oneApp(storage),
  program: () => {
    let busy = false;
    return [
      {
        actor: 'A',
        realm: 'app',
        run: (auth) => (busy ? auth.getCurrentUser() : auth.signOut()),
      },
      {
        actor: 'B',
        realm: 'app',
        run: async (auth) => {
          busy = true;
          await auth.fetchAuthSession();
          busy = false;
        },
      },
    ];
  },
});

/** Programs as code, each on its own: a retry, and a sign-out where the session looks lost. */
const retries = defineScenario({
  name: 'retries',
  title: 'The app tries a failed refresh once more, and signs out where that fails',
  description: FOR_BENCH,
  options: STORAGES,
  start: ({ storage }) => ({
    ...oneApp(storage),
    faults: { network: ['request-lost', 'response-lost'], max: 1 },
  }),
  program: () => [
    {
      actor: 'A',
      realm: 'app',
      run: async (auth) => {
        const { signedIn } = await auth
          .fetchAuthSession()
          .catch(() => auth.fetchAuthSession({ forceRefresh: true }));
        if (!signedIn) await auth.signOut();
      },
    },
    { actor: 'B', realm: 'app', calls: [{ api: 'getCurrentUser' }] },
  ],
});

const called = (calls: readonly CallRecord[], actor: string): CallRecord | undefined =>
  calls.find((call) => call.actor === actor);

/** Two devices that share nothing but the clock on the wall: an invariant of the scenario's own goes by it. */
const twoPhones = defineScenario({
  name: 'two-phones',
  title: 'One phone signs out and another asks who is signed in',
  description: FOR_BENCH,
  options: STORAGES,
  start: ({ storage }) => ({
    users: [ALICE],
    devices: { a: phone(storage, 'valid'), b: phone(storage, 'valid') },
    realms: {
      one: { device: 'a', platform: 'react-native' },
      two: { device: 'b', platform: 'react-native' },
    },
  }),
  program: () => [
    { actor: 'A', realm: 'one', calls: [{ api: 'signOut' }] },
    { actor: 'B', realm: 'two', calls: [{ api: 'getCurrentUser' }] },
  ],
  invariants: [
    {
      name: 'b-asks-first',
      statement: 'B asks before A has signed out.',
      check: ({ calls }) => {
        const [a, b] = [called(calls, 'A'), called(calls, 'B')];
        if (a?.settledAt === undefined || b?.startedAt === undefined) return undefined;
        if (a.settledAt > b.startedAt) return undefined;
        return { symptom: 'B asks later', message: 'B asks after A has signed out' };
      },
    },
    {
      name: 'a-signs-out-first',
      statement: 'A signs out before B has asked.',
      check: ({ calls }) => {
        const [a, b] = [called(calls, 'A'), called(calls, 'B')];
        if (b?.settledAt === undefined || a?.startedAt === undefined) return undefined;
        if (b.settledAt > a.startedAt) return undefined;
        return { symptom: 'A signs out later', message: 'A signs out after B has asked' };
      },
    },
  ],
});

/** The app is killed before, during or after a sign-out. */
const killedAroundSignOut = defineScenario({
  name: 'killed-around-sign-out',
  title: 'The app is killed around a sign-out, then refreshes over a bad network',
  description: FOR_BENCH,
  options: { storage: oneOf(['sync', 'mmkv', 'fifo'], 'sync', 'storage') },
  start: ({ storage }) => ({
    users: [ALICE],
    devices: { phone: phone(storage, 'expired') },
    realms: {
      app: {
        device: 'phone',
        platform: 'react-native',
        kill: { callsAfterRestart: [{ api: 'fetchAuthSession' }, { api: 'getCurrentUser' }] },
      },
    },
    faults: { network: ['request-lost'], max: 1 },
  }),
  program: () => [{ actor: 'A', realm: 'app', calls: [{ api: 'signOut' }] }],
});

/** Two users, one device, AWS credentials. */
const credentials = defineScenario({
  name: 'credentials-beside-sign-in',
  title: 'AWS credentials are fetched while another user signs in',
  description: FOR_BENCH,
  options: STORAGES,
  start: ({ storage }) => ({
    users: [ALICE, BOB],
    app: { identityPool: true },
    devices: { phone: phone(storage, 'valid') },
    realms: { app: { device: 'phone', platform: 'react-native' } },
  }),
  program: () => [
    { actor: 'A', realm: 'app', calls: [{ api: 'fetchCredentials' }] },
    { actor: 'B', realm: 'app', calls: [{ api: 'signOut' }] },
  ],
});

/** Scenarios that the catalogue has no like of, by name. */
export const WRITTEN: readonly Scenario[] = [
  twoApps,
  sharedVariable,
  sharedFromTheStart,
  retries,
  twoPhones,
  killedAroundSignOut,
  credentials,
];
