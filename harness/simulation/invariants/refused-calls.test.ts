import { describe, expect, test } from 'vitest';
import { canBeHad } from '../../amplify/releases/fixtures.ts';
import { explore } from '../../exploration/explore/explore.ts';
import { createStrategy } from '../../exploration/strategies/create-strategy.ts';
import { subjectLoader } from '../execution/load-subject.ts';
import { defineScenario, type ProgramCall } from '../scenario/scenario.ts';

const load = subjectLoader();
const ALICE = { username: 'alice', password: 'Correct-Horse-1' };
const BOB = { username: 'bob', password: 'Correct-Horse-2' };
const REFRESH: ProgramCall = { api: 'fetchAuthSession', args: [{ forceRefresh: true }] };

/**
 * What broke where alice is signed in, and something is tried before a refresh.
 * @param isThrottled whether one refresh may be throttled
 */
async function broken(
  amplify: string,
  tried: readonly ProgramCall[],
  { isThrottled = true } = {},
): Promise<{ readonly symptoms: string[]; readonly survivalInForce: boolean }> {
  const scenario = defineScenario({
    name: 'refused',
    title: 'Refused',
    description: 'Refused.',
    options: {},
    start: () => ({
      users: [ALICE, BOB],
      devices: { browser: { storage: 'local-storage', signedIn: { username: 'alice', tokens: 'valid' } } },
      realms: { tab: { device: 'browser', platform: 'web' } },
      ...(isThrottled && { faults: { outages: ['throttled'], max: 1 } }),
    }),
    program: () => [
      {
        actor: 'A',
        realm: 'tab',
        run: async (auth) => {
          for (const { api, args = [] } of [...tried, REFRESH, { api: 'getCurrentUser' } as ProgramCall]) {
            const call = auth[api] as (...args: readonly unknown[]) => Promise<unknown>;
            await call(...args).catch(() => undefined);
          }
        },
      },
    ],
  });
  const subject = await load({ amplify, scenario, options: {}, seed: 1 });
  const explored = await explore(subject, createStrategy('exhaustive', { seed: 1 }), { runs: 400 });
  return {
    symptoms: [...new Set(explored.symptoms.map(({ violation }) => violation.invariant))],
    survivalInForce: explored.inForce.get('session-survives') === explored.complete,
  };
}

const signIn = (username: string, password: string): ProgramCall => ({
  api: 'signIn',
  args: [{ username, password }],
});

describe.skipIf(!(await canBeHad('6.12.1')))(
  'on 6.12.1, which loses the session to a throttled refresh',
  () => {
    test.each([
      ['nothing', []],
      ['signing in although signed in', [signIn('alice', ALICE.password)]],
      ['signing in as another user', [signIn('bob', BOB.password)]],
      ['signing in with a wrong password, twice', [signIn('alice', 'x'), signIn('alice', 'y')]],
      ['signing in as nobody that there is', [signIn('carol', 'x')]],
      ['configuring again', [{ api: 'configure' }]],
    ] as const)('the loss is judged after %s', async (_, tried) => {
      const { symptoms, survivalInForce } = await broken('6.12.1', tried);

      expect(survivalInForce).toBe(true);
      expect(symptoms).toContain('session-survives');
    });

    test('none is judged after signing out', async () => {
      expect((await broken('6.12.1', [{ api: 'signOut' }])).symptoms).not.toContain('session-survives');
    });
  },
);

describe.skipIf(!(await canBeHad('5.3.41')))(
  'on 5.3.41, which takes a sign-in while somebody is signed in',
  () => {
    test('a wrong password of another user changes nothing', async () => {
      const { symptoms, survivalInForce } = await broken('5.3.41', [signIn('bob', 'wrong')]);

      expect({ symptoms, survivalInForce }).toEqual({ symptoms: [], survivalInForce: true });
    });

    test('the right one does', async () => {
      expect(
        (await broken('5.3.41', [signIn('bob', BOB.password)], { isThrottled: false })).survivalInForce,
      ).toBe(false);
    });
  },
);
