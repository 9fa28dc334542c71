import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { exhaustiveStrategy } from '../../exploration/strategies/exhaustive.ts';
import { execute } from '../../simulation/execution/execute.ts';
import { lateCodeOf } from '../../simulation/execution/late-code.ts';
import { actor, COUNTER, plainStrategy, tinySubject } from '../../simulation/fixtures.ts';
import { check } from './check.ts';
import { lateCodeIn } from './escapes.ts';

const { privateKey: KEY } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Checks a program that does something that it does not await, next to another actor. */
async function outcomeWith(floating: () => unknown) {
  const run = async (auth: AuthClient): Promise<void> => {
    await auth.getCurrentUser();
    floating();
  };
  const program = [{ actor: 'A', realm: 'app', run }, actor('B', 'getCurrentUser')];
  const invariants = [{ name: 'fine', statement: 'All is well.', check: () => undefined }];
  const { verdict, reason } = await check(tinySubject({ calls: COUNTER, program, invariants }), {
    strategy: exhaustiveStrategy(),
    budget: {},
  });
  return { verdict, reason };
}

test.each<[string, string, () => unknown]>([
  ['WebCrypto', 'HASHREQUEST', () => crypto.subtle.digest('SHA-256', new Uint8Array(4))],
  [
    'a port',
    'MESSAGEPORT',
    () => {
      const { port1 } = new MessageChannel();
      port1.close();
    },
  ],
  ['a timer that keeps nothing alive', 'Timeout', () => setTimeout(() => {}, 1).unref()],
  [
    'a compiler',
    'WebAssembly.compile',
    () =>
      (Reflect.get(globalThis, 'WebAssembly') as { compile(code: Uint8Array): Promise<unknown> }).compile(
        new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]),
      ),
  ],
  [
    'shared memory',
    'Atomics.waitAsync',
    () =>
      (Atomics as unknown as { waitAsync(...args: unknown[]): unknown }).waitAsync(
        new Int32Array(new SharedArrayBuffer(4)),
        0,
        0,
        1,
      ),
  ],
])('a check is inconclusive where the code leaves %s of the host pending', async (_, kind, floating) => {
  const { verdict, reason } = await outcomeWith(floating);

  expect(verdict).toBe('inconclusive');
  expect(reason).toContain(`that the world neither controls nor waits for (${kind})`);
});

test.each<[string, () => unknown]>([
  ['signs at once', () => createHmac('sha256', 'key').update('a').digest()],
  ['signs by a key at once', () => sign('sha256', Buffer.from('a'), KEY)],
  ['writes', () => process.stderr.write('')],
  ['sets a timer and clears it', () => clearTimeout(setTimeout(() => {}, 1))],
  ['queues microtasks', () => queueMicrotask(() => {})],
])('code that %s stays under control', async (_, floating) => {
  expect(await outcomeWith(floating)).toEqual({ verdict: 'survives', reason: undefined });
});

test('functions of the host are what they were after a watched execution', async () => {
  const before = Object.getOwnPropertyDescriptor(Atomics, 'waitAsync');

  await execute(tinySubject({ program: [] }), plainStrategy(), { watchesHost: true });

  expect(Object.getOwnPropertyDescriptor(Atomics, 'waitAsync')).toEqual(before);
});

test('a call after the end of its execution is noted for the verdict', async () => {
  let escaped: AuthClient | undefined;
  const run = async (auth: AuthClient): Promise<void> => {
    escaped = auth;
    await auth.getCurrentUser();
  };
  const subject = tinySubject({ program: [{ actor: 'A', realm: 'app', run }] });
  await execute(subject, plainStrategy());
  const before = lateCodeOf(subject);

  void escaped?.signOut();

  expect(before).toBeUndefined();
  expect(await lateCodeIn(subject)).toBe(
    'uncontrolled: code of scenario tiny goes on after its execution has ended (call of signOut outside any step)',
  );
});
