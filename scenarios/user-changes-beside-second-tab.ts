import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import type { ProgramCall, StoredTokens } from '../harness/simulation/scenario/scenario.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE, BOB, callsAtOnce, processOf, TAB_OPTIONS } from './parts.ts';

const SIGN_OUT: ProgramCall = { api: 'signOut' };
const SIGN_IN: ProgramCall = { api: 'signIn', args: [{ ...ALICE }] };
const NEXT_SIGNS_IN: ProgramCall = { api: 'signIn', args: [{ ...BOB }] };
const SESSION: ProgramCall = { api: 'fetchAuthSession' };

/** What the user does in the first tab, and the tokens that are stored at the start, if any. */
const ACTS: Readonly<
  Record<string, { readonly tokens?: StoredTokens; readonly calls: readonly ProgramCall[] }>
> = {
  'signs-in': { calls: [SIGN_IN, SESSION] },
  'signs-in-and-out': { calls: [SIGN_IN, SIGN_OUT] },
  'signs-out': { tokens: 'valid', calls: [SIGN_OUT] },
  'refreshes-and-signs-out': { tokens: 'expired', calls: [SESSION, SIGN_OUT] },
  'another-signs-in': { tokens: 'valid', calls: [SIGN_OUT, NEXT_SIGNS_IN, SESSION] },
};

/**
 * Reported: a tab does not notice that the user has signed in or out in another, or undoes it (aws-amplify/amplify-js
 * #3492, #10300). From 6.22 apps can ask to hear of it.
 *
 * Must hold: the other tab hears what happened and nothing else, and what it does then undoes neither the sign-in nor
 * the sign-out, however late it hears.
 * Positive control: 6.22.1, if the other tab refreshes while the user signs out, and stores its tokens afterwards. If it
 * only listens, 6.22.1 survives.
 */
export const userChangesBesideSecondTab = defineScenario({
  name: 'user-changes-beside-second-tab',
  title: 'The user signs in or out in one tab, and another tab hears of it',
  description:
    'Two tabs share a localStorage, and the app listens for events of other tabs. In one of them the user signs in or ' +
    'out. The other hears of it, at once or later, and may make calls meanwhile.',
  options: {
    act: oneOf(Object.keys(ACTS), 'refreshes-and-signs-out', 'what the user does in the first tab'),
    calls: integer(1, 'how many concurrent calls in the other tab', { max: 8 }),
    ...TAB_OPTIONS,
  },
  start: ({ act, processes }) => {
    const tokens = ACTS[act]?.tokens;
    const tab = { device: 'browser', platform: 'web', ...processOf({ processes }) } as const;
    return {
      users: [ALICE, BOB],
      devices: {
        browser: {
          storage: 'local-storage',
          ...(tokens && { signedIn: { username: ALICE.username, tokens } }),
        },
      },
      realms: { tab, other: tab },
    };
  },
  program: ({ act, calls }) => [
    ...callsAtOnce(calls, ['other']),
    { actor: 'user', realm: 'tab', calls: ACTS[act]?.calls ?? [] },
  ],
});
