import { describe, expect, test } from 'vitest';
import { actor, COUNTER, plainStrategy, type TinyCalls, tinySubject } from '../fixtures.ts';
import { type Executed, execute } from './execute.ts';
import { executionFingerprint } from './fingerprint.ts';
import type { Strategy } from './strategy.ts';

const program = [actor('A', 'signOut'), actor('B', 'signOut')];

function run(calls: TinyCalls, strategy: Strategy = plainStrategy()): Promise<Executed> {
  return execute(tinySubject({ calls, program }), strategy);
}

describe('fingerprints', () => {
  test('of equal executions are equal', async () => {
    expect(executionFingerprint(await run(COUNTER))).toBe(executionFingerprint(await run(COUNTER)));
  });

  test('are SHA-256 in hex', async () => {
    expect(executionFingerprint(await run(COUNTER))).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, TinyCalls, TinyCalls]>([
    ['what is stored', { signOut: "storage.setItem('a', '1');" }, { signOut: "storage.setItem('a', '2');" }],
    [
      'what a call returns',
      { getCurrentUser: "return { username: 'bob' };" },
      { getCurrentUser: "return { username: 'eve' };" },
    ],
    ['how a call fails', { signOut: "throw new Error('a');" }, { signOut: "throw new Error('b');" }],
    ['whether a call settles', { signOut: '' }, { signOut: 'await new Promise(() => {});' }],
    ['Hub events', { signOut: '' }, { signOut: "emit('signedOut');" }],
  ])('differ with %s', async (_, one, other) => {
    const both = [actor('A', 'getCurrentUser'), actor('B', 'signOut')];

    const [first, second] = await Promise.all(
      [one, other].map(async (calls) =>
        executionFingerprint(await execute(tinySubject({ calls, program: both }), plainStrategy())),
      ),
    );

    expect(first).not.toBe(second);
  });

  test('differ with the order of steps', async () => {
    const last: Strategy = { ...plainStrategy(), pick: (enabled) => enabled.at(-1) };

    expect(executionFingerprint(await run(COUNTER, last))).not.toBe(executionFingerprint(await run(COUNTER)));
  });

  test('differ with the state of the server', async () => {
    const executed = await run({});
    const before = executionFingerprint(executed);

    executed.server.setEnabled('alice', false);

    expect(executionFingerprint(executed)).not.toBe(before);
  });

  test('differ with the ending', async () => {
    const finished = await run({ signOut: '' });

    expect(executionFingerprint({ ...finished, ending: 'too-long' })).not.toBe(
      executionFingerprint(finished),
    );
  });
});
