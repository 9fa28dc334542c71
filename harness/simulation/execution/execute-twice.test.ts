import { describe, expect, test } from 'vitest';
import { exhaustiveStrategy } from '../../exploration/strategies/exhaustive.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { actor, COUNTER, plainStrategy, type TinySubject, tinySubject } from '../fixtures.ts';
import type { ActorProgram } from '../scenario/scenario.ts';
import { execute } from './execute.ts';
import { executeTwice } from './execute-twice.ts';
import { executionFingerprint } from './fingerprint.ts';
import type { Strategy } from './strategy.ts';

const COUNTERS: TinySubject = { calls: COUNTER, program: [actor('A', 'signOut'), actor('B', 'signOut')] };

/** An actor that signs in by a name which depends on how often it ran before, in this process. */
function forgetful(names: readonly [string, string]): ActorProgram {
  let runs = 0;
  return {
    actor: 'A',
    realm: 'app',
    run: (client) => {
      runs += 1;
      return client.signIn({ username: names[(runs - 1) % 2] ?? '', password: '' });
    },
  };
}

function twice(subject: TinySubject, strategy: Strategy = plainStrategy()) {
  strategy.begin();
  return executeTwice(tinySubject(subject), strategy);
}

describe('two runs of one schedule', () => {
  test('that agree are the first', async () => {
    const strategy = randomStrategy(3);
    strategy.begin();
    const once = await execute(tinySubject(COUNTERS), strategy);

    const executed = await twice(COUNTERS, randomStrategy(3));

    expect(executed.uncontrolled).toBeUndefined();
    expect(executionFingerprint(executed)).toBe(executionFingerprint(once));
  });

  test('that a search gives up half way agree as well', async () => {
    const strategy = plainStrategy();

    const executed = await twice(COUNTERS, {
      ...strategy,
      pick: (enabled) => (enabled.length > 1 ? enabled[0] : undefined),
    });

    expect([executed.ending, executed.uncontrolled]).toEqual(['abandoned', undefined]);
  });

  test('that agree step by step are told from a heap that is followed and one that is not', async () => {
    const strategy = exhaustiveStrategy();
    let executions = 0;
    while (strategy.begin()) {
      const executed = await executeTwice(tinySubject(COUNTERS), strategy);
      strategy.end(executed);
      executions += 1;
      expect(executed.uncontrolled).toBeUndefined();
    }

    expect(executions).toBeGreaterThan(1);
    expect(strategy.covered?.coverage).toBe('exhaustive');
  });

  test('whose storage operations come in another order differ in the first of them', async () => {
    const signIn = `
      const [first, second] = input.username === 'even' ? ['x', 'y'] : ['y', 'x'];
      await storage.setItem(first, '1');
      await storage.setItem(second, '1');
      return { isSignedIn: true };`;

    const { uncontrolled } = await twice({ calls: { signIn }, program: [forgetful(['even', 'odd'])] });

    expect(uncontrolled).toMatchObject({
      what: 'two runs of one schedule differ in step A:1: first "write "x" = "1"", then "write "y" = "1""',
      afterStep: 'A',
    });
  });

  test('of which one has fewer steps differ in the first that is missing', async () => {
    const signIn = `if (input.username === 'even') await storage.setItem('x', '1'); return { isSignedIn: true };`;

    const { uncontrolled } = await twice({ calls: { signIn }, program: [forgetful(['even', 'odd'])] });

    expect(uncontrolled).toMatchObject({
      what: 'two runs of one schedule differ in step A:1, which is not there again',
      afterStep: 'A',
    });
  });

  test.each([
    ['that returns something else', 'return { isSignedIn: input.username === "even" };'],
    [
      'that stores something else',
      'await storage.setItem("x", input.username); return { isSignedIn: true };',
    ],
  ])('%s differ although the steps are the same', async (_, signIn) => {
    const { uncontrolled } = await twice({ calls: { signIn }, program: [forgetful(['even', 'odds'])] });

    expect(uncontrolled?.what).toMatch(/^two runs of one schedule /);
  });

  test('of which the second has more steps differ', async () => {
    const signIn = `if (input.username === 'odd') await storage.setItem('x', '1'); return { isSignedIn: true };`;

    const { uncontrolled } = await twice({ calls: { signIn }, program: [forgetful(['even', 'odd'])] });

    expect(uncontrolled?.what).toBe(
      'two runs of one schedule take the same steps and differ in the result of signIn of A (call A): first "resolved", then "running"',
    );
  });
});
