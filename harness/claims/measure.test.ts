import { expect, test } from 'vitest';
import { concurrentRefresh } from '../../scenarios/concurrent-refresh.ts';
import { serialised } from '../../scenarios/mitigations/serialised.ts';
import type { AuthClient } from '../client/auth-client.ts';
import { subjectLoader } from '../execution/load-subject.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Claim } from './claim.ts';
import { measureClaim } from './measure.ts';

/** With rotation and no grace, several tabs sign the user out. */
const TABS = { platform: 'web', rotation: true, grace: 0, tabs: 3 };
const scenario: Scenario = {
  ...concurrentRefresh,
  start: (given) => concurrentRefresh.start({ ...given, ...TABS }),
  program: (given) => concurrentRefresh.program({ ...given, ...TABS }),
};
const claim: Claim = { id: 'C0', claim: 'it helps', releases: ['installed'], scenario };
const options = { load: subjectLoader(), releases: [], seed: 1, runs: 40 };

test('what helps within a tab does not across tabs', async () => {
  const { verdict, figures } = await measureClaim(
    { ...claim, mitigation: { name: 'serialised calls', wrap: serialised } },
    options,
  );

  expect(figures.map(({ setting, executions }) => [setting, executions])).toEqual([
    ['as it is', 40],
    ['serialised calls', 40],
  ]);
  for (const { losing } of figures) expect(losing).toBeGreaterThan(0);
  expect(verdict).toBe('does not hold');
});

test('no call into Amplify loses nothing', async () => {
  const never = (client: AuthClient): AuthClient => ({
    ...client,
    fetchAuthSession: async () => ({ kind: 'session', signedIn: true }),
    getCurrentUser: async () => ({ kind: 'user', signedIn: true }),
  });

  const { verdict } = await measureClaim(
    { ...claim, mitigation: { name: 'no calls', wrap: never } },
    options,
  );

  expect(verdict).toBe('holds');
});

test('a claim about releases is refuted by one that loses the session', async () => {
  const { verdict, because } = await measureClaim({ ...claim, saysFixed: () => true }, options);

  expect([verdict, because]).toEqual(['does not hold', expect.stringContaining('loses the session')]);
});
