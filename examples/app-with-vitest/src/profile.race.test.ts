import { defineScenario } from 'amplify-race';
import { raceTest } from 'amplify-race/vitest';
import { loadProfile } from './profile.ts';

/** Two parts of the page load the profile while the access token has expired. */
const profileLoadsTwice = defineScenario({
  name: 'profile-loads-twice',
  title: 'Two parts of the page load the profile at once',
  description: 'The access token has expired, so that both refresh. The user must stay signed in.',
  options: {},
  start: () => ({
    users: [{ username: 'alice', password: 'Correct-Horse-1' }],
    devices: {
      phone: { storage: 'async-storage-android', signedIn: { username: 'alice', tokens: 'expired' } },
    },
    realms: { app: { device: 'phone', platform: 'react-native' } },
  }),
  program: () =>
    ['header', 'page'].map((actor) => ({ actor, realm: 'app', run: (auth) => loadProfile(auth) })),
});

raceTest(profileLoadsTwice, { runs: 300 });
