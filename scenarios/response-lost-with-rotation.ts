import { integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: users lose their session on bad networks (aws-amplify/amplify-js #14033, #14522). With rotation, a refresh
 * whose answer is lost has spent the only token that the device has.
 *
 * Must hold: within the grace period, the device tries again with the token that it has, and keeps the session.
 * Positive control: 6.22.1 without a grace period, when nothing can be done. With one of 10 s it survives.
 */
export const responseLostWithRotation = defineScenario({
  name: 'response-lost-with-rotation',
  title: 'The answer to a refresh is lost, and every refresh replaces the refresh token',
  description:
    'The app client rotates refresh tokens and has a grace period. A refresh takes effect at the server, but its ' +
    'answer does not arrive. The app asks for the session again.',
  options: {
    calls: integer(1, 'how many concurrent calls', { min: 1, max: 8 }),
    faults: integer(1, 'how many answers may be lost', { min: 1, max: 8 }),
    grace: integer(10, 'seconds for which a replaced refresh token still works', { max: 60 }),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage, faults, grace }) => ({
    ...appOfAlice({ platform, storage }, 'expired'),
    pool: { rotation: { graceSeconds: grace } },
    faults: { network: ['response-lost'], max: faults },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
