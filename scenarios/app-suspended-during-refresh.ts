import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import {
  appOfAlice,
  callsAtOnce,
  poolWith,
  processOf,
  rotationOptions,
  TAB_OPTIONS,
  tabNames,
} from './parts.ts';

const MINUTE = 60 * 1000;

/**
 * Reported: devices wake up with an expired access token although the refresh token is valid
 * (aws-amplify/amplify-js #14348), and pages left open overnight load nothing until the user signs in again (#1972).
 *
 * Must hold: suspended between any two steps and resumed later, the app finds its session, and gets no expired tokens
 * from then on.
 * Positive control: 6.22.1. It takes the time that an answer waited for the suspended app for a drift of the device's
 * clock (`refreshAuthTokens`: `clockDrift = iat * 1000 - now`), and so returns expired tokens for the same length of
 * time. Suspended only for a moment, it survives.
 */
export const appSuspendedDuringRefresh = defineScenario({
  name: 'app-suspended-during-refresh',
  title: 'The app is suspended during a refresh, and resumes later',
  description:
    'The access token has expired. While a call refreshes it, the system suspends the app, or the browser freezes ' +
    'the tab, at any point. It resumes later, and asks again. Another tab may run meanwhile.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    minutes: integer(90, 'how long it is suspended', { max: 600 }),
    tabs: integer(1, 'realms on the device; the first is suspended', { min: 1, max: 4 }),
    ...TAB_OPTIONS,
    ...PLATFORM_OPTIONS,
    ...rotationOptions({ rotation: false, grace: 10 }),
  },
  start: ({ minutes, tabs, processes, platform, storage, rotation, grace }) => ({
    ...appOfAlice({ platform, storage }, 'expired'),
    realms: Object.fromEntries(
      tabNames(tabs, 'app').map((realm) => [
        realm,
        { device: 'phone', platform, ...(platform === 'web' && processOf({ processes })) } as const,
      ]),
    ),
    pool: poolWith({ rotation, grace }),
    faults: { suspensions: [{ realm: 'app', sleeps: minutes * MINUTE }], max: 1 },
  }),
  program: ({ calls, tabs }) =>
    callsAtOnce(calls, tabNames(tabs, 'app'), { thenCalls: [{ api: 'fetchAuthSession' }] }),
});
