import { flag, integer } from '../harness/simulation/scenario/options.ts';
import { PLATFORM_OPTIONS } from '../harness/simulation/scenario/platform-options.ts';
import { defineScenario } from '../harness/simulation/scenario/scenario.ts';
import { ALICE, appOfAlice } from './parts.ts';

const MINUTE = 60 * 1000;

/**
 * Reported: after an hour in the background, apps are refused by AWS with "ExpiredTokenException" although the session
 * is valid (aws-amplify/amplify-js #14348 and others).
 *
 * Must hold: suspended at any moment and for any time, the app gets AWS credentials that still work when it asks.
 * Positive control: 6.22.1, which keeps an answer that arrives late for 50 more minutes (`credentialsProvider.ts`,
 * `_nextCredentialsRefresh`) without checking when it expires. Suspended only for a moment, it survives.
 */
export const appSleepsWithAwsCredentials = defineScenario({
  name: 'app-sleeps-with-aws-credentials',
  title: 'The app sleeps for longer than its AWS credentials last, and asks for them again',
  description:
    'The app has an identity pool. It asks for AWS credentials, sleeps at any point for longer than they are valid, ' +
    'and asks again.',
  options: {
    guest: flag(true, 'whether nobody is signed in, so that the app asks as a guest'),
    minutes: integer(90, 'for how long the app sleeps', { max: 600 }),
    ...PLATFORM_OPTIONS,
  },
  start: ({ guest, minutes, platform, storage }) => {
    const { devices, ...app } = appOfAlice({ platform, storage }, 'valid');
    const [phone] = Object.values(devices);
    return {
      ...app,
      users: [ALICE],
      app: { identityPool: true },
      devices: guest && phone ? { phone: { storage: phone.storage } } : devices,
      faults: { suspensions: [{ realm: 'app', sleeps: minutes * MINUTE }], max: 1 },
    };
  },
  program: () => [
    { actor: 'page', realm: 'app', calls: [{ api: 'fetchCredentials' }, { api: 'fetchCredentials' }] },
  ],
});
