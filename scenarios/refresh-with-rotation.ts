import { integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { appOfAlice, callsAtOnce } from './parts.ts';

/**
 * Reported: with refresh-token rotation enabled for the app client, calls that need a refresh fail
 * (aws-amplify/amplify-js #14481). Releases before 6.15.4 cannot refresh with rotation at all. From 6.15.4 on, every
 * refresh spends the refresh token, and a call that still holds the spent one is refused.
 *
 * Must hold: the session survives in every order, at least with a grace period.
 * Positive control: 6.22.1 without a grace period. With one of 10 s it survives.
 */
export const refreshWithRotation = defineScenario({
  name: 'refresh-with-rotation',
  title: 'Several calls refresh at once, and every refresh replaces the refresh token',
  description:
    'The app client rotates refresh tokens. The access token has expired, and concurrent calls refresh it. Once the ' +
    'grace period is over, only the newest refresh token is valid.',
  options: {
    calls: integer(2, 'how many concurrent calls', { min: 1, max: 8 }),
    grace: integer(0, 'seconds for which a replaced refresh token still works', { max: 60 }),
    tokens: oneOf(
      ['expired', 'valid'],
      'expired',
      'whether the access token has expired, so that calls refresh',
    ),
    ...PLATFORM_OPTIONS,
  },
  start: ({ platform, storage, grace, tokens }) => ({
    ...appOfAlice({ platform, storage }, tokens),
    pool: { rotation: { graceSeconds: grace } },
  }),
  program: ({ calls }) => callsAtOnce(calls, ['app']),
});
