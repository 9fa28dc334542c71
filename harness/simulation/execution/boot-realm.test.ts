import { describe, expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { canBeHad } from '../../amplify/releases/fixtures.ts';
import { defaultChoice, replayStrategy } from '../../exploration/strategies/replay.ts';
import { defineScenario } from '../scenario/scenario.ts';
import type { Step } from '../world/step.ts';
import { type Executed, execute } from './execute.ts';
import { ALICE, executeOn, oneApp } from './fixtures.ts';
import { subjectLoader } from './load-subject.ts';

const hasV5 = await canBeHad('5.3.24');

const SESSION = [{ api: 'fetchAuthSession' }] as const;

function told({ steps }: Executed): string[] {
  return steps.map((step) => `${step.kind}: ${stepInWords(step.facts())}`);
}

test('v6 on the web keeps its session in localStorage, without a step', async () => {
  const executed = await executeOn('installed', oneApp('web', SESSION, { signedIn: 'expired' }));

  expect(executed.calls[0]?.value).toMatchObject({ signedIn: true });
  expect(told(executed)).toEqual([
    'call: calls fetchAuthSession()',
    'request: GetTokensFromRefreshToken',
    'response: GetTokensFromRefreshToken answered',
  ]);
});

test('a browser has no storage that answers later', async () => {
  await expect(executeOn('installed', oneApp('web', SESSION, { storage: 'fifo' }))).rejects.toThrow(
    'realm "app" is on web, but device "phone" has storage "fifo", which no browser has: use "local-storage", "cookies", "indexed-db" or "sync"',
  );
});

describe.skipIf(!hasV5)('v5', { timeout: 120_000 }, () => {
  test('does not run on another platform than the one that was loaded', async () => {
    const scenario = oneApp('web', SESSION);
    const load = subjectLoader();
    const request = { amplify: '5.3.24', options: {}, seed: 1 };
    const { release } = await load({ ...request, scenario: oneApp('react-native', SESSION) });
    const subject = await load({ ...request, scenario });

    await expect(execute({ ...subject, release }, replayStrategy([]))).rejects.toThrow(
      'realm "app" is on web, but 5.3.24 was loaded for react-native: load it with flavour "web"',
    );
  });

  test('has filled its mirror of AsyncStorage when the program begins', async () => {
    const executed = await executeOn('5.3.24', oneApp('react-native', SESSION, { signedIn: 'valid' }));

    expect(executed.calls[0]?.value).toMatchObject({ signedIn: true });
    expect(told(executed)).toEqual(['call: calls fetchAuthSession()']);
  });

  test('in a cold start fills it while the program runs', async () => {
    const scenario = oneApp('react-native', SESSION, { signedIn: 'valid', boot: 'concurrent' });

    const executed = await executeOn('5.3.24', scenario);

    expect(executed.calls[0]?.value).toMatchObject({ signedIn: true });
    expect(told(executed)).toEqual(
      expect.arrayContaining([
        'call: calls fetchAuthSession()',
        'effect: list the keys -> 7',
        'effect: read LastAuthUser, accessToken, clockDrift, idToken, refreshToken, userData, amplify-signin-with-hostedUI -> 7 of 7',
      ]),
    );
  });

  test('takes a synchronous storage on React Native in place of the mirror', async () => {
    const scenario = oneApp('react-native', SESSION, { storage: 'sync', signedIn: 'valid' });

    const executed = await executeOn('5.3.24', scenario);

    expect(executed.calls[0]?.value).toMatchObject({ signedIn: true });
  });

  test('says that nobody is signed in', async () => {
    const calls = [{ api: 'fetchAuthSession' }, { api: 'getCurrentUser' }] as const;

    const executed = await executeOn('5.3.24', oneApp('react-native', calls));

    expect(executed.calls.map(({ value }) => value)).toEqual([
      { kind: 'session', signedIn: false },
      { kind: 'user', signedIn: false },
    ]);
  });

  test('that is killed finds on disk what was written until then', async () => {
    const scenario = oneApp('react-native', SESSION, { signedIn: 'expired', callsAfterRestart: SESSION });
    const writesIdToken = (step: Step): boolean => stepInWords(step.facts()).startsWith('write idToken');

    const executed = await executeOn('5.3.24', scenario, {
      ...replayStrategy([]),
      pick: (enabled, last) =>
        (last?.kind === 'effect' && writesIdToken(last) && enabled.find(({ kind }) => kind === 'kill')) ||
        defaultChoice(enabled, last),
    });

    // The mirror answers from memory, so the call was over before the first of its tokens was on disk.
    const effects = executed.steps
      .filter(({ kind }) => kind === 'effect')
      .map((step) => stepInWords(step.facts()));
    expect(effects.slice(0, 2)).toEqual(['write idToken = id#2', 'write idToken = id#3']);
    expect(executed.calls.map(({ realm, status }) => `${realm} ${status}`)).toEqual([
      'app resolved',
      'app resolved',
    ]);
  });
});

describe('tabs of one browser', () => {
  /** Two tabs whose session has expired: one refreshes it. */
  const twoTabs = (storage: 'local-storage' | 'sync') =>
    defineScenario({
      name: 'two-tabs',
      title: 'Two tabs',
      description: 'For tests.',
      options: {},
      start: () => ({
        users: [ALICE],
        devices: { laptop: { storage, signedIn: { username: 'alice', tokens: 'expired' } } },
        realms: {
          one: { device: 'laptop', platform: 'web' },
          two: { device: 'laptop', platform: 'web' },
        },
      }),
      program: () => [{ actor: 'A', realm: 'one', calls: SESSION }],
    });

  test('hear of what the others change in localStorage; Amplify tells the app of a refresh', async () => {
    const { steps, hub } = await executeOn('installed', twoTabs('local-storage'));

    const heard = steps.filter(({ kind }) => kind === 'event');
    expect(heard.map((step) => stepInWords(step.facts()))).toEqual([
      'two hears that one changed accessToken',
      'two hears that one changed idToken',
    ]);
    expect(hub.map(({ realm, event }) => `${realm} ${event}`)).toEqual([
      'one tokenRefresh',
      'two tokenRefresh',
    ]);
  });

  test('hear of nothing where their storage is no product', async () => {
    const { steps, hub } = await executeOn('installed', twoTabs('sync'));

    expect(steps.map(({ kind }) => kind)).not.toContain('event');
    expect(hub.map(({ realm }) => realm)).toEqual(['one']);
  });
});
