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
 * Reported: devices that were asleep come back with an expired access token although the refresh token is good
 * (aws-amplify/amplify-js #14348), and pages left open over night load nothing until the user signs in again (#1972).
 *
 * Must hold: suspended between any two steps and resumed later, the app finds its session, and what it asks for from
 * then on is not expired.
 * Positive control: 6.22.1. What time an answer has waited for the suspended app it takes for a drift of the device's
 * clock (`refreshAuthTokens`: `clockDrift = iat * 1000 - now`), so that for as long again it hands out tokens that
 * have expired. Suspended for a moment only it survives.
 */
export const appSuspendedDuringRefresh = defineScenario({
  name: 'app-suspended-during-refresh',
  title: 'The app is suspended while it refreshes, and goes on later',
  description:
    'The access token has expired. While a call refreshes it the system suspends the app, or the browser freezes ' +
    'the tab, at any point; it goes on later, and asks again. Another tab may go on meanwhile.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    minutes: integer(90, 'for how long it is suspended', { max: 600 }),
    tabs: integer(1, 'realms on the device, of which the first is suspended', { min: 1, max: 4 }),
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
