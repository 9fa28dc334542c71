import { flag, integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

const HOUR = 60 * 60 * 1000;
const DEVICE = 'phone';

/**
 * Reported: on devices whose clock is hours off sessions are never valid, or apps do not know when tokens expire
 * (amazon-archives/amazon-cognito-identity-js #495, #541; aws-amplify/amplify-js #11363). Since then Amplify keeps
 * beside tokens how far the device's clock was off when it got them, and reckons with that.
 *
 * Must hold: with a clock that has been wrong all along, calls tell expired tokens from valid ones as with a right one.
 * Where the clock is put right while they run, Amplify cannot know, and may take either for the other; but nobody is
 * signed out, and nothing is lost.
 * Positive control: a mutant of 6.22.1 that goes by the device's clock alone. 6.22.1 survives. 6.6.6, which removes all
 * that it has stored, the drift with it, before it stores new tokens, lets a call that reads in between take the clock
 * for right.
 */
export const wrongClockDuringRefresh = defineScenario({
  name: 'wrong-clock-during-refresh',
  title: 'The clock of the device is wrong while the app refreshes',
  description:
    'The clock of the device has been hours ahead or behind since the sign-in. Concurrent calls find the access ' +
    'token expired, or valid, and meanwhile the clock may be put right.',
  options: {
    calls: integer(2, 'how many concurrent calls', { min: 1, max: 8 }),
    tokens: oneOf(['expired', 'valid'], 'expired', 'whether the stored tokens have expired, in truth'),
    clock: oneOf(['behind', 'ahead'], 'behind', 'how the clock is wrong'),
    hours: integer(3, 'by how many hours', { min: 1, max: 24 }),
    corrected: flag(true, 'whether the clock may be put right meanwhile'),
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
