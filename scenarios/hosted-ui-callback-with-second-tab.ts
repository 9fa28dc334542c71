import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import type { ActorProgram, ProgramCall } from '../harness/simulation/scenario/scenario.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { aliceComesBack, BOB, callsAtOnce, processOf, TAB_OPTIONS } from './parts.ts';

/** Another user, whose session the tab then refreshes. */
const SIGNS_IN: readonly ProgramCall[] = [
  { api: 'signIn', args: [{ username: BOB.username, password: BOB.password }] },
  { api: 'fetchAuthSession', args: [{ forceRefresh: true }] },
];

/**
 * Reported: a tab that is open beside a sign-in at the hosted UI hangs for good (aws-amplify/amplify-js #14344, #14941),
 * and users who come back are told, at random, that they cancelled (#13393). Amplify 6 keeps what says that a sign-in is
 * under way in the localStorage that tabs share; Amplify 5 keeps it in the sessionStorage of the tab.
 *
 * Must hold: the sign-in lands whatever the other tab does, and the other tab goes on. It may say that nobody is signed
 * in until the sign-in is complete.
 * Positive control: 6.22.1, where a tab that loads while the user is away takes the sign-in for cancelled, as its own URL
 * has no code, and removes what the sign-in needs. Where the other tab does no more than call, and the first one does not
 * call, it survives; 6.6.6 does not, whose calls in the other tab wait for what only the first tab hears of. Where the
 * session of another user is refreshed there while the sign-in lands, the refresh has the last word on 5.3.41 too.
 */
export const hostedUiCallbackWithSecondTab = defineScenario({
  name: 'hosted-ui-callback-with-second-tab',
  title: 'The user comes back from the hosted UI in one tab while another is open',
  description:
    'The user has signed in at the hosted UI, and one tab loads with the authorization code in its URL. Another ' +
    'tab of the app, with the same localStorage, makes a call meanwhile, is reloaded, or has another user sign in ' +
    'by password and refreshes.',
  options: {
    other: oneOf(
      ['calls', 'reloads', 'signs-in'],
      'reloads',
      'what happens in the other tab; it calls in any case',
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
