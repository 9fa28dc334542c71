import { describe, expect, test } from 'vitest';
import type { InForce, Result } from '../../../results/types.ts';
import { check } from '../../checking/check/check.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import { type Invariant, NOT_IN_FORCE } from '../../simulation/invariants/invariant.ts';
import { defineScenario, type ProgramCall, type Start } from '../../simulation/scenario/scenario.ts';
import { createStrategy } from '../strategies/create-strategy.ts';
import { mergeReach, whyNothingJudged } from './reach.ts';

const load = subjectLoader();
const ALICE = { username: 'alice', password: 'Correct-Horse-1' };

/** Checks calls, or code, on a phone on which alice is signed in, or nobody is. */
async function checked(
  calls: readonly ProgramCall[] | (() => Promise<void>),
  { tokens, invariants }: { tokens?: 'valid' | 'expired' | 'revoked'; invariants?: Invariant[] } = {},
  strategy = 'exhaustive',
): Promise<Result> {
  const start: Start = {
    users: [ALICE],
    devices: { phone: { storage: 'fifo', ...(tokens && { signedIn: { username: 'alice', tokens } }) } },
    realms: { app: { device: 'phone', platform: 'react-native' } },
  };
  const scenario = defineScenario({
    name: 'judged',
    title: 'Judged',
    description: 'Judged.',
    options: {},
    start: () => start,
    program: () => [
      { actor: 'A', realm: 'app', ...(typeof calls === 'function' ? { run: calls } : { calls }) },
    ],
    ...(invariants && { invariants }),
  });
  const subject = await load({ amplify: 'installed', scenario, options: {}, seed: 1 });
  return check(subject, { strategy: createStrategy(strategy, { seed: 1 }), budget: { runs: 40 } });
}

const inForce = ({ judged }: Result, name: string): InForce | undefined =>
  judged.find(({ invariant }) => invariant === name);

const own = (check: Invariant['check']): Invariant => ({ name: 'own', statement: 'It holds.', check });

describe('a check in which nothing about the session was in force', () => {
  test.each([
    ['somebody asks who is signed in, and nobody is', [{ api: 'getCurrentUser' }]],
    ['nobody is signed in, and the app is configured again', [{ api: 'configure' }]],
    ['a wrong password is refused', [{ api: 'signIn', args: [{ username: 'alice', password: 'wrong' }] }]],
  ] as const)('is inconclusive: %s', async (_, calls) => {
    const result = await checked(calls);

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('nothing judged'),
    });
    expect(inForce(result, 'calls-settle')?.inForce).toBeGreaterThan(0);
  });

  test("is inconclusive where the scenario's own invariant says that it was not in force", async () => {
    const result = await checked([{ api: 'getCurrentUser' }], { invariants: [own(() => NOT_IN_FORCE)] });

    expect(result.verdict).toBe('inconclusive');
    expect(inForce(result, 'own')).toMatchObject({ own: true, inForce: 0 });
  });

  test("survives where the scenario's own invariant judged it", async () => {
    const result = await checked([{ api: 'getCurrentUser' }], { invariants: [own(() => undefined)] });

    expect(result.verdict).toBe('survives');
    const { inForce: count, of } = inForce(result, 'own') ?? {};
    expect(count).toBe(of);
  });
});

test('a check in which no actor made a call is inconclusive, even where a session is at stake', async () => {
  const result = await checked(async () => {}, { tokens: 'valid' });

  expect(result).toMatchObject({
    verdict: 'inconclusive',
    reason: expect.stringContaining('no actor made a call'),
  });
});

describe('in how many executions an invariant was in force', () => {
  test.each(['exhaustive', 'random'])(
    'is counted over complete executions, with strategy %s',
    async (name) => {
      const result = await checked([{ api: 'fetchAuthSession' }], { tokens: 'expired' }, name);

      const survival = inForce(result, 'session-survives');
      expect(survival?.inForce).toBe(survival?.of);
      expect(survival?.of).toBeGreaterThan(0);
      expect(inForce(result, 'sign-in-holds')).toEqual({
        invariant: 'sign-in-holds',
        inForce: 0,
        of: survival?.of,
      });
    },
  );

  test('is added up over the parts of a check', () => {
    const part = (count: number): InForce[] => [{ invariant: 'session-survives', inForce: count, of: 10 }];

    expect(mergeReach([part(2), part(3)])).toEqual([{ invariant: 'session-survives', inForce: 5, of: 20 }]);
  });
});

test('a check without a complete execution has another reason than that nothing was judged', () => {
  expect(whyNothingJudged([{ invariant: 'session-survives', inForce: 0, of: 0 }])).toBeUndefined();
});
