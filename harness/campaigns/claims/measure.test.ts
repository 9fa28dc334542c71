import { expect, test } from 'vitest';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import { serialised } from '../../../scenarios/mitigations/serialised.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import { avoidsLosses } from './avoidance.ts';
import type { Claim, Setting } from './claim.ts';
import { type KnownFigures, measureClaim } from './measure.ts';

/** With rotation and no grace, several tabs sign the user out. */
const asItIs: Setting = {
  name: 'as it is',
  scenario: concurrentRefresh,
  options: { platform: 'web', rotation: 'on', grace: '0', tabs: '3' },
  advised: false,
};
const options = { load: subjectLoader(), releases: [], seed: 1, runs: 40 };

function claimOf(...settings: Setting[]): Claim {
  return { id: 'C0', claim: 'it helps', releases: ['installed'], settings, decide: avoidsLosses };
}

test('what helps within a tab does not across tabs', async () => {
  const claim = claimOf(asItIs, { ...asItIs, name: 'serialised calls', wrap: serialised, advised: true });

  const { verdict, figures } = await measureClaim(claim, options);

  expect(figures.map(({ setting, executions }) => [setting, executions])).toEqual([
    ['as it is', 40],
    ['serialised calls', 40],
  ]);
  for (const { losing, firstLoss } of figures) {
    expect(losing).toBeGreaterThan(0);
    expect(firstLoss).toBeGreaterThan(0);
  }
  expect(verdict).toBe('does not hold');
});

/** Calls that Amplify never hears of. */
const never = (client: AuthClient): AuthClient => ({
  ...client,
  fetchAuthSession: async () => ({ kind: 'session', signedIn: true }),
  getCurrentUser: async () => ({ kind: 'user', signedIn: true }),
});

test('no call into Amplify loses nothing', async () => {
  const { verdict } = await measureClaim(
    claimOf(asItIs, { ...asItIs, name: 'no calls', wrap: never, advised: true }),
    options,
  );

  expect(verdict).toBe('holds');
});

test('of what is advised and loses nothing every interleaving is explored besides', async () => {
  const exhaust = { calls: '2', tabs: '2' };
  const { figures, because } = await measureClaim(
    claimOf({ ...asItIs, exhaust }, { ...asItIs, name: 'no calls', wrap: never, advised: true, exhaust }),
    options,
  );

  expect(figures.map(({ setting, coverage, losing }) => [setting, coverage, losing > 0])).toEqual([
    ['as it is', 'sampled', true],
    ['no calls', 'sampled', false],
    ['no calls, calls=2 tabs=2', 'exhausted', false],
  ]);
  expect(because).toContain('nor does any interleaving of no calls, calls=2 tabs=2');
});

test('a setting that claims share is measured once', async () => {
  const known: KnownFigures = new Map();
  const measured: string[] = [];
  const onFigure = (_: string, setting: string): void => void measured.push(setting);

  const first = await measureClaim(claimOf(asItIs), { ...options, known, onFigure });
  const second = await measureClaim(claimOf(asItIs), { ...options, known, onFigure });

  expect(measured).toEqual(['as it is']);
  expect(second.figures).toEqual(first.figures);
});

test('a claim about releases is refuted by one that loses the session', async () => {
  const { verdict, because } = await measureClaim(claimOf({ ...asItIs, advised: () => true }), options);

  expect([verdict, because]).toEqual(['does not hold', expect.stringContaining('loses the session')]);
});

test('a sign is counted apart where the session is lost and where it is not', async () => {
  const { figures } = await measureClaim(claimOf({ ...asItIs, sign: () => true }), options);

  const [{ losing = 0, sign } = {}] = figures;
  expect(sign).toEqual({ losing, others: 40 - losing });
});
