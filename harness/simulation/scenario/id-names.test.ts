import { expect, test } from 'vitest';
import { bootPhaseOf } from './id-names.ts';
import type { Start } from './scenario.ts';

const START: Start = {
  users: [{ username: 'alice', password: 'Correct-Horse-1' }],
  devices: { phone: { storage: 'mmkv' } },
  realms: { app: { device: 'phone', platform: 'react-native', kill: { callsAfterRestart: [] } } },
};

test.each([
  ['app', 'app'],
  ['A', 'boot of A'],
  ['offline-phone', 'boot of offline-phone'],
  ['app-again', 'boot of app-again'],
])('ids of the boot of a realm called "%s" begin with "%s" beside an actor A', (realm, phase) => {
  const actors = [{ actor: 'A', realm: 'app', calls: [] }];

  expect(bootPhaseOf(realm, START, actors)).toBe(phase);
});
