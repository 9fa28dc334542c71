import { flag, integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

const HOUR = 60 * 60 * 1000;
const DEVICE = 'phone';

/**
 * Reported: on devices whose clock is hours off, sessions are never valid, or apps do not know when tokens expire
 * (amazon-archives/amazon-cognito-identity-js #495, #541; aws-amplify/amplify-js #11363). Since then Amplify stores
 * with the tokens how far the device's clock was off when it got them, and corrects times by that.
 *
 * Must hold: with a clock that has been wrong all along, calls distinguish expired tokens from valid ones as with a
 * correct clock. If the clock is corrected while they run, Amplify cannot know that and may confuse them; but nobody is
 * signed out, and nothing is lost.
 * Positive control: a mutant of 6.22.1 that uses only the device's clock. 6.22.1 survives. 6.6.6 removes everything that
 * it has stored, including the clock's drift, before it stores new tokens; a call that reads in between takes the clock
 * for correct.
 */
export const wrongClockDuringRefresh = defineScenario({
  name: 'wrong-clock-during-refresh',
  title: 'The clock of the device is wrong while the app refreshes',
  description:
    'The clock of the device has been hours ahead or behind since the sign-in. Concurrent calls find the access ' +
    'token expired, or valid, and meanwhile the clock may be corrected.',
  options: {
    calls: integer(2, 'how many concurrent calls', { min: 1, max: 8 }),
    tokens: oneOf(['expired', 'valid'], 'expired', 'whether the stored tokens have really expired'),
    clock: oneOf(['behind', 'ahead'], 'behind', 'how the clock is wrong'),
    hours: integer(3, 'by how many hours', { min: 1, max: 24 }),
    corrected: flag(true, 'whether the clock may be corrected meanwhile'),
    ...PLATFORM_OPTIONS,
  },
  start: ({ tokens, clock, hours, corrected, platform, storage }) => {
    const { users, devices, realms } = appOfAlice({ platform, storage }, tokens);
    const ahead = (clock === 'ahead' ? hours : -hours) * HOUR;
    return {
      users,
      devices: Object.fromEntries(
        Object.entries(devices).map(([name, device]) => [name, { ...device, clock: ahead }]),
      ),
      realms,
      ...(corrected && { faults: { clocks: [{ device: DEVICE, by: -ahead }], max: 1 } }),
    };
  },
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
