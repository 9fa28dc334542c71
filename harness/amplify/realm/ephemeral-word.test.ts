import { describe, expect, test } from 'vitest';
import { ALICE, executeOn, oneApp } from '../../simulation/execution/fixtures.ts';
import { canBeHad } from '../releases/fixtures.ts';
import { ephemeralWord } from './ephemeral-word.ts';

test('of 32 words in a row, wherever they begin, one is 1', () => {
  const drawn = Array.from({ length: 100 }, (_, index) => ephemeralWord(index + 1));

  const sums = Array.from({ length: 69 }, (_, from) =>
    drawn.slice(from, from + 32).reduce<number>((sum, next) => sum + next, 0),
  );

  expect(new Set(sums)).toEqual(new Set([1]));
});

test('the first secret is 1', () => {
  const drawn = Array.from({ length: 32 }, (_, index) => ephemeralWord(index + 1));

  expect(drawn.join('')).toBe(`${'0'.repeat(31)}1`);
});

const [hasV5] = await Promise.all([canBeHad('5.3.24')]);
const RELEASES = ['installed', ...(hasV5 ? ['5.3.24'] : [])];

describe.each(RELEASES)('a sign-in on %s', { timeout: 60_000 }, (amplify) => {
  test.each(['react-native', 'web'] as const)('by SRP ends with a session: %s', async (platform) => {
    const calls = [{ api: 'signIn', args: [ALICE] }, { api: 'fetchAuthSession' }] as const;

    const executed = await executeOn(amplify, oneApp(platform, calls, { app: { signInBy: 'srp' } }));

    expect(executed.uncontrolled).toBeUndefined();
    expect(executed.calls.map(({ value, error }) => value ?? error)).toMatchObject([
      { kind: 'sign-in', complete: true },
      { kind: 'session', signedIn: true },
    ]);
    expect(executed.server.log.map(({ operation, outcome }) => [operation, outcome])).toEqual(
      expect.arrayContaining([['RespondToAuthChallenge', 'ok']]),
    );
  });

  test('by SRP from a remembered device confirms it', async () => {
    const calls = [{ api: 'signIn', args: [ALICE] }] as const;
    const options = { app: { signInBy: 'srp' }, pool: { deviceTracking: 'always' } } as const;

    const { calls: records, server } = await executeOn(amplify, oneApp('web', calls, options));

    expect(records.map(({ value, error }) => value ?? error)).toMatchObject([{ complete: true }]);
    expect(server.log.map(({ operation, outcome }) => [operation, outcome])).toContainEqual([
      'ConfirmDevice',
      'ok',
    ]);
  });
});
