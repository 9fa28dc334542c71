import { describe, expect, test } from 'vitest';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { exhaustiveStrategy } from '../../exploration/strategies/exhaustive.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { COUNTER, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import { check } from './check.ts';

type Run = (client: AuthClient) => Promise<unknown>;

/** A scenario whose two actors do this. */
function subjectOf(run: Run, calls: TinyCalls = {}): Subject {
  const program = ['A', 'B'].map((actor) => ({ actor, realm: 'app', run }));
  return tinySubject({ calls: { signIn: 'return { isSignedIn: true };', ...calls }, program });
}

/** What lives on from one execution to the next. */
const LIVING_ON: Readonly<Record<string, () => Run>> = {
  'a counter': () => {
    let opened = 0;
    return async (client) => {
      opened += 1;
      await client.getCurrentUser();
      if (opened > 6) await client.fetchAuthSession();
    };
  },
  'a cached session': () => {
    let session: unknown;
    return async (client) => {
      session ??= await client.fetchAuthSession();
      if (session) await client.getCurrentUser();
    };
  },
  'a list': () => {
    const seen: string[] = [];
    return async (client) => {
      seen.push('user');
      await client.signIn({ username: seen.join(' '), password: '' });
    };
  },
  'a promise': () => {
    let first: Promise<unknown> | undefined;
    return async (client) => {
      first ??= client.getCurrentUser();
      await first;
      await client.fetchAuthSession();
    };
  },
};

test.each([6, 7])('a switch that outlives an execution is noticed after %i runs', async (runs) => {
  let executions = 0;
  const run: Run = async (client) => {
    executions += 1;
    if (executions % 2 === 0) await client.fetchAuthSession();
    else await client.getCurrentUser();
  };

  const result = await check(tinySubject({ program: [{ actor: 'A', realm: 'app', run }] }), {
    strategy: randomStrategy(1),
    budget: { runs },
  });

  expect(result.verdict).toBe('inconclusive');
  expect(result.reason).toMatch(/^uncontrolled: some state outlives an execution/);
});

describe('a check is inconclusive where an invariant of the scenario', () => {
  const BREACH = { symptom: 's', message: 'm' };

  test.each<[string, (nth: number) => boolean]>([
    ['breaks from its third judgement on', (nth) => nth > 2],
    ['breaks from its fifth judgement on', (nth) => nth > 4],
    ['breaks every other time', (nth) => nth % 2 === 0],
  ])('%s', async (_, isBroken) => {
    let judgements = 0;
    const counts = () => {
      judgements += 1;
      return isBroken(judgements) ? BREACH : undefined;
    };
    const invariants = [{ name: 'counts', statement: 'It counts.', check: counts }];
    const { program } = subjectOf((client) => client.getCurrentUser());

    const result = await check(tinySubject({ program: program(), invariants }), {
      strategy: randomStrategy(1),
      budget: { runs: 20 },
    });

    expect(result).toMatchObject({ verdict: 'inconclusive', findings: [] });
    expect(result.reason).toMatch(/^uncontrolled: /);
  });

  test('breaks until it is shrunk', async () => {
    const reasons: (string | undefined)[] = [];
    for (let last = 20; last <= 26; last += 1) {
      let judgements = 0;
      const forSomeTime = () => {
        judgements += 1;
        return judgements > 1 && judgements <= last ? BREACH : undefined;
      };
      const invariants = [{ name: 'for-some-time', statement: 'It counts.', check: forSomeTime }];
      const { program } = subjectOf((client) => client.getCurrentUser());

      const { reason } = await check(tinySubject({ program: program(), invariants }), {
        strategy: randomStrategy(1),
        budget: { runs: 20 },
      });

      reasons.push(reason);
    }

    expect(reasons).toContainEqual(expect.stringContaining('only one of them shows the finding'));
  });

  test('but not where it says the same each time', async () => {
    const invariants = [{ name: 'always', statement: 'It never holds.', check: () => BREACH }];
    const { program } = subjectOf((client) => client.getCurrentUser());

    const result = await check(tinySubject({ program: program(), invariants }), {
      strategy: randomStrategy(1),
      budget: { runs: 20 },
    });

    expect(result.verdict).toBe('fails');
  });
});

describe('a check is inconclusive where this lives on from one execution to the next', () => {
  test.each(Object.entries(LIVING_ON))('%s, in random orders', async (_, make) => {
    const result = await check(subjectOf(make()), { strategy: randomStrategy(1), budget: { runs: 20 } });

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringMatching(/^uncontrolled: /),
    });
  });

  test.each(Object.entries(LIVING_ON))('%s, in the exhaustive search', async (_, make) => {
    const subject = subjectOf(make(), COUNTER);

    const { verdict, reason } = await check(subject, {
      strategy: exhaustiveStrategy(),
      budget: { runs: 60 },
    });

    expect(verdict).toBe('inconclusive');
    expect(reason).toMatch(/^uncontrolled: /);
  });

  test('and says in what the same order differs', async () => {
    const make = LIVING_ON['a list'] ?? (() => async () => {});

    const { reason } = await check(subjectOf(make()), { strategy: randomStrategy(1), budget: { runs: 20 } });

    expect(reason).toContain('some state outlives an execution');
    expect(reason).toContain('the result of signIn of A (call A)');
  });
});

test.each([
  ['random orders', () => randomStrategy(1)],
  ['the exhaustive search', () => exhaustiveStrategy()],
])('nothing outlives an execution in %s of a program that keeps nothing', async (_, strategy) => {
  const subject = subjectOf((client) => client.signOut(), COUNTER);

  const { verdict, reason } = await check(subject, { strategy: strategy(), budget: { runs: 60 } });

  expect([verdict, reason]).toEqual(['survives', undefined]);
});
