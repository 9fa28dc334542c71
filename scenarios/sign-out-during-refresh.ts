import { actorName } from '../harness/simulation/scenario/actor-name.ts';
import { flag, integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS, storageOn } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';

/**
 * Reported: after signing out, the user is signed in again, or the next user sees the previous user's data.
 * A refresh is under way when the user signs out, and stores its tokens afterwards.
 *
 * Must hold: after signOut nothing of the session is left or comes back.
 * Positive control: 6.22.1, where a refresh that is under way stores its tokens after the sign-out has removed them.
 * 5.3.24 survives in a browser.
 */
export const signOutDuringRefresh = defineScenario({
  name: 'sign-out-during-refresh',
  title: 'The user signs out while a refresh is under way',
  description:
    'The access token has expired. One call refreshes it while the user signs out. The tokens of the refresh ' +
    'must not outlive the sign-out.',
  options: {
    calls: integer(1, 'how many calls that refresh', { max: 8 }),
    ...PLATFORM_OPTIONS,
    global: flag(false, 'whether to sign out on all devices'),
    rotation: flag(false, 'whether each refresh replaces the refresh token'),
    grace: integer(0, 'seconds for which a replaced refresh token still works', { max: 60 }),
    faults: integer(0, 'how many requests or answers may be lost', { max: 8 }),
  },
  start: ({ platform, storage, rotation, grace, faults }) => ({
    users: [{ username: 'alice', password: 'Correct-Horse-1' }],
    devices: {
      phone: {
        storage: storageOn(platform, storage),
        signedIn: { username: 'alice', tokens: 'expired' },
      },
    },
    realms: { app: { device: 'phone', platform } },
    ...(rotation && { pool: { rotation: { graceSeconds: grace } } }),
    ...(faults > 0 && { faults: { network: ['request-lost', 'response-lost'], max: faults } }),
  }),
  program: ({ calls, global }) => [
    ...Array.from({ length: calls }, (_, index) => ({
      actor: actorName(index),
      realm: 'app',
      calls: [{ api: 'fetchAuthSession' as const }],
    })),
    { actor: 'out', realm: 'app', calls: [{ api: 'signOut' as const, args: global ? [{ global }] : [] }] },
  ],
});
