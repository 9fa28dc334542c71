import { describe, expect, test } from 'vitest';
import { canBeHad } from '../../amplify/releases/fixtures.ts';
import { explore } from '../../exploration/explore/explore.ts';
import { createStrategy } from '../../exploration/strategies/create-strategy.ts';
import { subjectLoader } from '../execution/load-subject.ts';
import { defineScenario, type ProgramCall, type Start } from '../scenario/scenario.ts';

const load = subjectLoader();
const REFRESH: ProgramCall = { api: 'fetchAuthSession', args: [{ forceRefresh: true }] };
const EVERYWHERE: ProgramCall = { api: 'signOut', args: [{ global: true }] };

/** What breaks where alice is signed in on a phone, tries to sign out and then refreshes. */
async function broken(
  amplify: string,
  signOut: ProgramCall,
  {
    kill,
    ...start
  }: Partial<Start> & { readonly kill?: { readonly callsAfterRestart: readonly ProgramCall[] } },
  calls: readonly ProgramCall[] = [],
): Promise<{ readonly symptoms: string[]; readonly survival: number }> {
  const scenario = defineScenario({
    name: 'cut-short',
    title: 'Cut short',
    description: 'Cut short.',
    options: {},
    start: () => ({
      users: [{ username: 'alice', password: 'Correct-Horse-1' }],
      devices: { phone: { storage: 'local-storage', signedIn: { username: 'alice', tokens: 'valid' } } },
      realms: { app: { device: 'phone', platform: 'web', ...(kill && { kill }) } },
      ...start,
    }),
    program: () => [
      {
        actor: 'A',
        realm: 'app',
        run: async (auth) => {
          for (const { api, args = [] } of [signOut, ...calls]) {
            const call = auth[api] as (...args: readonly unknown[]) => Promise<unknown>;
            await call(...args).catch(() => undefined);
          }
        },
      },
    ],
  });
  const subject = await load({ amplify, scenario, options: {}, seed: 1 });
  const explored = await explore(subject, createStrategy('exhaustive', { seed: 1 }), { runs: 3000 });
  return {
    symptoms: [...new Set(explored.symptoms.map(({ violation }) => violation.invariant))],
    survival: explored.inForce.get('session-survives') ?? 0,
  };
}

describe.skipIf(!(await canBeHad('6.12.1')))('on 6.12.1, which a throttled refresh signs out', () => {
  test.each([
    ['a sign-out', { api: 'signOut' }],
    ['a sign-out everywhere', EVERYWHERE],
  ] as const)('the loss after a kill early in %s is judged', async (_, signOut) => {
    const found = await broken('6.12.1', signOut, {
      kill: { callsAfterRestart: [REFRESH] },
      faults: { outages: ['throttled'], max: 1 },
    });

    expect(found.symptoms).toContain('session-survives');
  });

  test('a kill amid the removal is no loss', async () => {
    const found = await broken('6.12.1', { api: 'signOut' }, { kill: { callsAfterRestart: [REFRESH] } });

    // Judged where it dies before its code begins, before the sign-out does, and before anything is removed.
    expect(found).toEqual({ symptoms: [], survival: 3 });
  });
});

describe.skipIf(!(await canBeHad('5.3.41')))('on 5.3.41', () => {
  test('a sign-out everywhere that the server refuses changes nothing, and is judged so', async () => {
    const faults = { network: [{ kind: 'throttled', operations: ['GlobalSignOut'] }], max: 1 } as const;

    const refused = await broken('5.3.41', EVERYWHERE, { faults }, [REFRESH]);
    const signedOut = await broken('5.3.41', EVERYWHERE, {}, [REFRESH]);

    expect(refused).toEqual({ symptoms: [], survival: 1 });
    expect(signedOut).toEqual({ symptoms: [], survival: 0 });
  });
});
