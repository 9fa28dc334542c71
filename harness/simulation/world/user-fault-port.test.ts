import { expect, test } from 'vitest';
import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { stepInWords } from '../../../results/words/step.ts';
import { FaultBudget } from './fault-budget.ts';
import type { Step } from './step.ts';
import { UserFaultPort } from './user-fault-port.ts';
import type { UserFault } from './user-faults.ts';
import { World } from './world.ts';

/** A server where alice is signed in, and a request on its way to it while `pending`. */
function worldOf(kind: UserFault) {
  const world = new World({ seed: 1, observed: false });
  const server = new FakeCognito({
    now: () => world.clock.now,
    hidesUserExistence: false,
    onAccess: (mode, location) => world.touch(mode, `server:${location}`),
  });
  server.addUser({ username: 'alice', password: 'x' });
  const { refreshToken } = server.startSession('alice');
  const network = { pending: true };
  world.addSource({
    collect: (into) => {
      if (network.pending) into.push({ kind: 'request', id: 'A:1' } as Step);
    },
    dropRealm() {},
  });
  world.addSource(
    new UserFaultPort(world, {
      server,
      budget: new FaultBudget(world, 2),
      rules: [{ kind, username: 'alice' }],
      describeUser: () => 'user1',
    }),
  );
  const offered = (): Step[] => world.enabled().filter((step) => step.kind === 'fault');
  const refresh = (): string =>
    server.respond({
      method: 'POST',
      url: 'https://cognito-idp.us-east-1.amazonaws.com/',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.GetTokensFromRefreshToken' },
      body: JSON.stringify({ ClientId: server.options.clientId, RefreshToken: refreshToken }),
    }).body;
  return { world, server, network, offered, refresh, refreshToken };
}

test.each<[UserFault, string, RegExp]>([
  ['user-disabled', 'user1 is disabled', /NotAuthorizedException.*User is disabled\./],
  ['user-deleted', 'user1 is deleted', /UserNotFoundException/],
  ['user-signed-out', 'user1 is signed out everywhere', /NotAuthorizedException.*revoked/],
  ['password-reset-required', 'user1 has to set a new password', /NotAuthorizedException.*reset required/],
])('%s: the server refuses and honours no more', (kind, words, refusal) => {
  const { world, server, offered, refresh, refreshToken } = worldOf(kind);
  const [fault] = offered();
  if (!fault) throw new Error('no fault is offered');

  world.take(fault);

  expect(stepInWords(fault.facts())).toBe(words);
  expect(refresh()).toMatch(refusal);
  expect(server.honours(refreshToken)).toBe(false);
});

test('hits once', () => {
  const { world, offered } = worldOf('user-disabled');
  for (const fault of offered()) world.take(fault);

  expect(offered()).toEqual([]);
});

test('waits for a request that could notice it', () => {
  const { network, offered } = worldOf('user-disabled');
  network.pending = false;

  expect(offered()).toEqual([]);
});

test('conflicts with what reads the user at the server', () => {
  const { world, offered } = worldOf('user-disabled');
  for (const fault of offered()) world.take(fault);

  expect(world.touched.get('server:user:alice')).toBe('write');
});
