import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import type { ActorProgram, ProgramCall } from '../harness/simulation/scenario/scenario.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { aliceComesBack, BOB, callsAtOnce, processOf, TAB_OPTIONS } from './parts.ts';

/** Another user signs in, and the tab then refreshes that user's session. */
const SIGNS_IN: readonly ProgramCall[] = [
  { api: 'signIn', args: [{ username: BOB.username, password: BOB.password }] },
  { api: 'fetchAuthSession', args: [{ forceRefresh: true }] },
];

/**
 * Reported: a tab that is open during a sign-in at the hosted UI hangs for good (aws-amplify/amplify-js #14344, #14941),
 * and returning users read, at random, that they cancelled (#13393). Amplify 6 records that a sign-in is under way in
 * localStorage, which tabs share; Amplify 5 records it in the tab's own sessionStorage.
 *
 * Must hold: the sign-in completes whatever the other tab does, and the other tab keeps working. It may say that nobody
 * is signed in until the sign-in is complete.
 * Positive control: 6.22.1: a tab that loads while the user is away takes the sign-in for cancelled, because its own URL
 * has no code, and removes what the sign-in needs. If the other tab only makes calls, and the first one makes none, 6.22.1
 * survives. 6.6.6 does not: calls in its other tab wait for something that only the first tab learns. If the other tab
 * refreshes another user's session while the sign-in completes, that session wins on 5.3.41, too.
 */
export const hostedUiCallbackWithSecondTab = defineScenario({
  name: 'hosted-ui-callback-with-second-tab',
  title: 'The user returns from the hosted UI in one tab while another is open',
  description:
    'The user has signed in at the hosted UI, and one tab loads with the authorization code in its URL. Another ' +
    'tab of the app, with the same localStorage, makes a call meanwhile; or it is reloaded; or another user signs in ' +
    'there with a password, and it refreshes.',
  options: {
    other: oneOf(
      ['calls', 'reloads', 'signs-in'],
      'reloads',
      'what else happens in the other tab; it always makes a call',
    ),
    calls: integer(1, 'how many concurrent calls in the tab of the sign-in', { max: 8 }),
    minutes: integer(1, 'how long the user was away', { max: 60 }),
    ...TAB_OPTIONS,
  },
  start: ({ other, minutes, processes }) => {
    const { realms, ...browser } = aliceComesBack(minutes);
    const process = processOf({ processes });
    return {
      ...browser,
      realms: {
        tab: { ...realms.tab, ...process },
        other: {
          device: 'browser',
          platform: 'web',
          ...process,
          ...(other === 'reloads' && { kill: { callsAfterRestart: [{ api: 'fetchAuthSession' }] } }),
        },
      },
    };
  },
  program: ({ other, calls }): ActorProgram[] => [
    ...callsAtOnce(calls, ['tab'], { thenCalls: [{ api: 'fetchAuthSession' }] }),
    {
      actor: 'other',
      realm: 'other',
      calls: other === 'signs-in' ? SIGNS_IN : [{ api: 'fetchAuthSession' }],
    },
  ],
});
