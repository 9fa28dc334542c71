import { defineScenario } from 'amplify-race';
let opened = 0;
export default defineScenario({
  name: 'module-counter', title: 'The app counts', description: 'd', options: {},
  start: () => ({ users: [{ username: 'alice', password: 'Correct-Horse-1' }], devices: { a: { storage: 'sync', signedIn: { username: 'alice', tokens: 'valid' } } }, realms: { one: { device: 'a', platform: 'react-native' } } }),
  program: () => [{ actor: 'A', realm: 'one', run: async (auth) => { opened += 1; await auth.getCurrentUser(); if (opened > 3) await auth.signOut(); } }, { actor: 'B', realm: 'one', calls: [{ api: 'getCurrentUser' }] }],
});
