import { describe, expect, test } from 'vitest';
import { canBeHad } from '../../amplify/releases/fixtures.ts';
import type { Executed } from './execute.ts';
import { ALICE, executeOn, oneApp } from './fixtures.ts';

const hasV5 = await canBeHad('5.3.24');

/**
 * The keys on the device, and how long their values are: tokens of one kind are all as long. The session that a
 * scenario starts with is one by SRP, as most are.
 */
function stored({ devices }: Executed): Record<string, number> {
  const data = devices.get('phone')?.data ?? new Map<string, string>();
  return Object.fromEntries(
    [...data].map(([key, value]) => [key, value.replace('USER_PASSWORD_AUTH', 'USER_SRP_AUTH').length]),
  );
}

const SIGN_IN = [{ api: 'signIn', args: [ALICE] }] as const;

describe.each(['installed', ...(hasV5 ? ['5.3.24'] : [])])('%s', { timeout: 120_000 }, (amplify) => {
  test.each(['react-native', 'web'] as const)(
    'a device starts as a sign-in on %s leaves it',
    async (platform) => {
      const after = await executeOn(amplify, oneApp(platform, SIGN_IN));

      const start = await executeOn(amplify, oneApp(platform, [], { signedIn: 'valid' }));

      expect(start.steps).toEqual([]);
      expect(stored(start)).toEqual(stored(after));
    },
  );

  test('a device that the pool tracks has its keys', async () => {
    const pool = { deviceTracking: 'always' } as const;
    const after = await executeOn(amplify, oneApp('web', SIGN_IN, { pool }));

    const start = await executeOn(amplify, oneApp('web', [], { pool, signedIn: 'valid' }));

    expect(Object.keys(stored(start)).sort()).toEqual(Object.keys(stored(after)).sort());
    expect(Object.keys(stored(start)).filter((key) => key.endsWith('.deviceKey'))).toHaveLength(1);
  });

  test('where the session was revoked a refresh is refused', async () => {
    const calls = [{ api: 'fetchAuthSession' }] as const;

    const { server } = await executeOn(amplify, oneApp('web', calls, { signedIn: 'revoked' }));

    expect(server.log.map(({ outcome }) => outcome)).toEqual(['NotAuthorizedException']);
  });

  test('a synchronous storage on React Native too', async () => {
    const after = await executeOn(amplify, oneApp('react-native', SIGN_IN, { storage: 'sync' }));

    const start = await executeOn(
      amplify,
      oneApp('react-native', [], { storage: 'sync', signedIn: 'valid' }),
    );

    expect(stored(start)).toEqual(stored(after));
  });

  test.each([-7_200_000, 90_500])(
    'a clock that is %i ms ahead has been so at the sign-in too',
    async (clock) => {
      const drift = ({ devices }: Executed): string | undefined =>
        [...(devices.get('phone')?.data ?? [])].find(([key]) => key.endsWith('.clockDrift'))?.[1];

      const after = await executeOn(amplify, oneApp('react-native', SIGN_IN, { clock }));

      const start = await executeOn(amplify, oneApp('react-native', [], { clock, signedIn: 'valid' }));
      expect(drift(start)).toBe(drift(after));
      expect(drift(start)).not.toBe('0');
    },
  );

  test('a clock that is wrong, and has always been, leaves a session that works', async () => {
    const session = [{ api: 'fetchAuthSession' }] as const;

    const executed = await executeOn(
      amplify,
      oneApp('react-native', session, { clock: 7_200_000, signedIn: 'valid' }),
    );

    expect(executed.calls[0]?.value).toMatchObject({ signedIn: true });
    expect(executed.steps.some(({ kind }) => kind === 'request')).toBe(false);
  });
});
