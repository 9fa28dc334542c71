import { defineScenario, oneOf } from 'amplify-race';

export default defineScenario({
  name: 'logout-button',
  title: 'The user taps "log out" twice while the profile loads',
  description:
    'Two signOut calls beside getCurrentUser. Nobody may be signed in afterwards, and no signOut may fail.',
  options: { storage: oneOf(['fifo', 'unordered', 'sync'], 'fifo', 'the order that the storage guarantees') },
  start: ({ storage }) => ({
    users: [{ username: 'alice', password: 'Correct-Horse-1' }],
    devices: { phone: { storage, signedIn: { username: 'alice', tokens: 'valid' } } },
    realms: { app: { device: 'phone', platform: 'react-native' } },
  }),
  program: () => [
    { actor: 'profile', realm: 'app', calls: [{ api: 'getCurrentUser' }] },
    { actor: 'tap1', realm: 'app', calls: [{ api: 'signOut' }] },
    { actor: 'tap2', realm: 'app', calls: [{ api: 'signOut' }] },
  ],
  invariants: [
    {
      name: 'log-out-works',
      statement: 'No signOut fails.',
      ignoresOrder: true,
      check: ({ calls }) => {
        const failed = calls.find(({ api, status }) => api === 'signOut' && status === 'rejected');
        return (
          failed && { symptom: 'sign-out-rejected', message: `the signOut of ${failed.actor} was rejected` }
        );
      },
    },
  ],
});
