import { expect, test } from 'vitest';
import { oneApp } from '../../harness/execution/fixtures.ts';
import { subjectLoader } from '../../harness/execution/load-subject.ts';
import { replayStrategy } from '../../harness/strategies/replay.ts';
import { tryProgram, viewsAfter } from './try-program.ts';

const load = subjectLoader();

test('on a good day the user of the installed release stays signed in', async () => {
  const scenario = oneApp('react-native', [{ api: 'fetchAuthSession' }], { signedIn: 'expired' });
  const subject = await load({ amplify: 'installed', scenario, options: {}, seed: 1 });

  const [views] = await viewsAfter(subject);
  const trial = await tryProgram(subject, replayStrategy([]));

  const alice = { kind: 'signed-in', username: 'alice', owner: 'alice', storedAs: 'alice' };
  expect(views).toEqual({ atOnce: alice, later: alice });
  expect(trial).toEqual({ devices: 1, compared: 1 });
});

test('6.6.6 keeps no session where refresh tokens rotate, even if nothing happens', async () => {
  const scenario = oneApp('react-native', [{ api: 'getCurrentUser' }], {
    signedIn: 'valid',
    pool: { rotation: { graceSeconds: 0 } },
  });
  const subject = await load({ amplify: '6.6.6', scenario, options: {}, seed: 1 });

  const [views] = await viewsAfter(subject);

  expect(views?.atOnce.kind).toBe('signed-in');
  expect(views?.later.kind).not.toBe('signed-in');
});
