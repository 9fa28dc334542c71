import type { SessionResult, SignInResult, UserResult } from '../harness/amplify/client/auth-client.ts';
import type { Invariant } from '../harness/simulation/invariants/invariant.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';

const USER = { username: 'alice', password: 'Correct-Horse-1' };

/** Signed out at first, the user signs in, works and signs out. */
const CALLS = [
  { api: 'signIn', args: [USER] },
  { api: 'fetchAuthSession' },
  { api: 'fetchAuthSession', args: [{ forceRefresh: true }] },
  { api: 'getCurrentUser' },
  { api: 'signOut' },
] as const;

/** What each call must return. */
const EXPECTED: readonly ((value: unknown) => boolean)[] = [
  (value) => (value as SignInResult).complete,
  (value) => (value as SessionResult).signedIn,
  (value) => (value as SessionResult).signedIn,
  (value) => (value as UserResult).username === USER.username,
  () => true,
];

/** Without faults, each call does what it is for. The general invariants do not demand as much. */
const callsDoTheirWork: Invariant = {
  name: 'calls-do-their-work',
  statement: 'Every call resolves with the expected result, and the forced refresh returns new tokens.',
  check({ calls }) {
    // Shrinking tries smaller programs, which need not do the same.
    if (calls.some(({ api }, index) => api !== CALLS[index]?.api)) return undefined;
    const failed = calls.find(
      ({ status, value }, index) => status !== 'resolved' || !EXPECTED[index]?.(value),
    );
    if (failed) {
      const outcome = failed.status === 'rejected' ? `was rejected: ${failed.error}` : 'did not do its work';
      return { symptom: `${failed.api}-fails`, message: `${failed.api} ${outcome}` };
    }
    const [before, after] = calls.slice(1, 3).map(({ value }) => (value as SessionResult).accessToken);
    if (before !== after) return undefined;
    return { symptom: 'nothing-refreshed', message: 'the forced refresh returned the old access token' };
  },
};

/** Entries of the device, not of the session: the next sign-in needs them to be recognised. */
const MARKS_THE_DEVICE = /\.(deviceKey|deviceGroupKey|randomPasswordKey)$/;

const nothingIsLeft: Invariant = {
  name: 'nothing-is-left',
  statement: "After the sign-out, nothing of the user is stored except the device's own entries.",
  check({ calls, devices }) {
    if (!calls.some(({ api, status }) => api === 'signOut' && status === 'resolved')) return undefined;
    const left = [...devices.values()]
      .flatMap(({ data }) => [...data.keys()])
      .filter((key) => key.includes('CognitoIdentityServiceProvider.') && !MARKS_THE_DEVICE.test(key))
      .map((key) => key.slice(key.lastIndexOf('.') + 1));
    return left.length === 0
      ? undefined
      : { symptom: `${left.join('-')}-left`, message: `${left.join(', ')} stored after the sign-out` };
  },
};

/**
 * Reported: nothing. Every app does this on its quietest day.
 *
 * Must hold: everything, on every release. A finding here is a bug in the harness.
 */
export const sequential = defineScenario({
  name: 'sequential',
  title: 'A user signs in, works and signs out, one call after the other',
  description:
    'Nobody is signed in. The app calls signIn, fetchAuthSession, fetchAuthSession with a forced refresh, ' +
    'getCurrentUser and signOut, each after the previous one has resolved. Nothing fails.',
  options: PLATFORM_OPTIONS,
  start: ({ platform, storage }) => ({
    users: [USER],
    devices: { phone: { storage: storageOn(platform, storage) } },
    realms: { app: { device: 'phone', platform } },
  }),
  program: () => [{ actor: 'A', realm: 'app', calls: CALLS }],
  invariants: [callsDoTheirWork, nothingIsLeft],
});
