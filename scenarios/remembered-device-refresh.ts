import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: if the user pool remembers devices, a refresh without the device's key is refused, "Invalid Refresh
 * Token", and keys get lost on the device (aws-amplify/amplify-js #2962, #11651, #14135).
 *
 * Must hold: concurrent refreshes send the key of the device and keep it.
 * Positive control: 6.6.6, whose refreshes lose the session. 6.12.2 survives.
 */
export const rememberedDeviceRefresh = defineScenario({
  name: 'remembered-device-refresh',
  title: 'Several calls refresh at once on a device that the user pool remembers',
  description:
    'The user pool tracks devices: a refresh must carry the key of the device, which is stored with the tokens. ' +
    'The access token has expired, and concurrent calls refresh it.',
  options: {
    calls: integer(2, 'how many concurrent calls', { min: 1, max: 8 }),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage }) => ({
    ...appOfAlice({ platform, storage }, 'expired'),
    pool: { deviceTracking: 'always' },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
