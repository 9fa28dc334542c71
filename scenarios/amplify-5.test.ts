import { describe, expect, test } from 'vitest';
import { canBeHad } from '../harness/amplify/releases/fixtures.ts';
import { checkScenario } from '../vitest/index.ts';
import { appSuspendedDuringRefresh } from './app-suspended-during-refresh.ts';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { hostedUiCallbackBesideCalls } from './hosted-ui-callback-beside-calls.ts';
import { hostedUiCallbackWithSecondTab } from './hosted-ui-callback-with-second-tab.ts';
import { signOutDuringRefresh } from './sign-out-during-refresh.ts';
import { wrongClockDuringRefresh } from './wrong-clock-during-refresh.ts';

const hasV5 = await canBeHad('5.3.24');

describe.skipIf(!hasV5)('on Amplify 5.3.24', { timeout: 120_000 }, () => {
  const onV5 = (set: Record<string, string>) => ({ amplify: '5.3.24', set, runs: 100 });

  test.each([
    { platform: 'react-native', kill: 'on' },
    { platform: 'web', tabs: '2' },
  ])('concurrent refreshes keep the session: $platform', async (set) => {
    expect(await checkScenario(concurrentRefresh, onV5(set))).toMatchObject({ verdict: 'survives' });
  });

  test.each([
    { platform: 'react-native', clock: 'behind' },
    { platform: 'react-native', clock: 'ahead' },
    { platform: 'web', clock: 'behind', corrected: 'off' },
  ])('a wrong clock does no harm: $platform, $clock', async (set) => {
    expect(await checkScenario(wrongClockDuringRefresh, onV5(set))).toMatchObject({ verdict: 'survives' });
  });

  test.each(['react-native', 'web'])('a suspension for a moment does no harm: %s', async (platform) => {
    const check = checkScenario(appSuspendedDuringRefresh, onV5({ platform, minutes: '0' }));

    expect(await check).toMatchObject({ verdict: 'survives' });
  });

  // Like Amplify 6 it takes what time the answer waited for a drift of the clock.
  test.each(['react-native', 'web'])(
    'tokens that expired during a suspension are handed out: %s',
    async (platform) => {
      const { findings } = await checkScenario(appSuspendedDuringRefresh, onV5({ platform }));

      expect(findings.map(({ invariant }) => invariant)).toEqual(['returned-tokens-unexpired']);
    },
  );

  // `currentUserPoolUser` awaits a sign-in at the hosted UI for 10 s, then goes on without.
  test('calls give up waiting for a sign-in at the hosted UI', async () => {
    const { findings } = await checkScenario(hostedUiCallbackBesideCalls, onV5({ calls: '1' }));

    expect([...new Set(findings.map(({ invariant }) => invariant))]).toEqual([
      'calls-await-hosted-ui-sign-in',
    ]);
  });

  // What it keeps of a sign-in at the hosted UI is of one tab alone.
  test.each(['calls', 'reloads'])(
    'a sign-in at the hosted UI lands, whatever another tab does: %s',
    async (other) => {
      const check = checkScenario(hostedUiCallbackWithSecondTab, onV5({ other, calls: '0' }));

      expect(await check).toMatchObject({ verdict: 'survives' });
    },
  );

  // It has REFRESH_TOKEN_AUTH alone, and currentAuthenticatedUser tells any error as "not authenticated".
  test('the app is told that nobody is signed in where the pool rotates', async () => {
    const { findings } = await checkScenario(concurrentRefresh, onV5({ rotation: 'on' }));

    expect(findings.map(({ invariant }) => invariant)).toEqual(['no-false-sign-out']);
  });

  // Writes to AsyncStorage are not awaited, so that an unordered one may carry a removal out before them.
  test('tokens outlive a sign-out on unordered storage', async () => {
    const { findings } = await checkScenario(signOutDuringRefresh, onV5({ storage: 'unordered' }));

    expect(findings.map(({ invariant }) => invariant)).toEqual(['stays-signed-out']);
  });
});
