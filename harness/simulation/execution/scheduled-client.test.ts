import { expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { CallPort } from '../world/call-port.ts';
import { World } from '../world/world.ts';
import { scheduledClient } from './scheduled-client.ts';

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A client that notes its calls, scheduled for actor A. */
function scheduled() {
  const world = new World({ seed: 1, observed: false });
  const called: unknown[][] = [];
  const note =
    (api: string) =>
    async (...args: unknown[]): Promise<string> => {
      called.push([api, ...args]);
      return `${api} done`;
    };
  const client = new Proxy({} as AuthClient, { get: (_, api) => note(String(api)) });
  return { world, called, client: scheduledClient(client, world.addSource(new CallPort(world)), 'A', 'app') };
}

test('a call is made with its arguments once its step is taken, and returns what it returned', async () => {
  const { world, called, client } = scheduled();
  const result = client.signOut({ global: true });
  const before = [...called];
  const [start] = world.enabled();
  if (start) world.take(start);

  expect(await result).toBe('signOut done');
  expect([before, called]).toEqual([[], [['signOut', { global: true }]]]);
});

test('what a call is made with can be read from its step', async () => {
  const { world, client } = scheduled();
  void client.fetchAuthSession({ forceRefresh: true });
  void client.getCurrentUser();
  await rest();

  expect(world.enabled().map((step) => stepInWords(step.facts()))).toEqual([
    'calls fetchAuthSession({"forceRefresh":true})',
    'calls getCurrentUser()',
  ]);
});

test('the name and the password of who signs in cannot be read from its step', async () => {
  const { world, client } = scheduled();
  void client.signIn({ username: 'alice', password: 'Correct-Horse-1' });

  const words = world.enabled().map((step) => stepInWords(step.facts()));

  expect(words.join()).toMatch(/signIn/);
  expect(words.join()).not.toMatch(/alice|Horse/);
});
