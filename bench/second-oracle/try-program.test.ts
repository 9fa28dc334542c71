import { expect, test } from 'vitest';
import { replayStrategy } from '../../harness/exploration/strategies/replay.ts';
import { oneApp } from '../../harness/simulation/execution/fixtures.ts';
import { subjectLoader } from '../../harness/simulation/execution/load-subject.ts';
import { tryProgram, viewsAfter } from './try-program.ts';

const load = subjectLoader();

test('on a good day the user of the installed release stays signed in', async () => {
  const scenario = oneApp('react-native', [{ api: 'fetchAuthSession' }], { signedIn: 'expired' });
  const subject = await load({ amplify: 'installed', scenario, options: {}, seed: 1 });

  const [views] = await viewsAfter(subject);
  if (!views) throw new Error('no device');
  const trial = await tryProgram(subject, replayStrategy([]), async () => [views]);

  const alice = { kind: 'signed-in', username: 'alice', owner: 'alice', storedAs: 'alice' };
  const because = { refreshToken: 'honoured', refusals: [] };
  expect(views).toEqual({ atOnce: { ...alice, because }, later: { ...alice, because } });
  expect(trial).toMatchObject({ devices: ['known'], disagreements: [], broken: [] });
});

test('6.6.6 keeps no session where refresh tokens rotate, even if nothing happens, and says why', async () => {
  const scenario = oneApp('react-native', [{ api: 'getCurrentUser' }], {
    signedIn: 'valid',
    pool: { rotation: { graceSeconds: 0 } },
  });
  const subject = await load({ amplify: '6.6.6', scenario, options: {}, seed: 1 });

  const [views] = await viewsAfter(subject);

  expect(views?.atOnce.kind).toBe('signed-in');
  expect(views?.later).toEqual({
    kind: 'fails',
    error: 'InvalidParameterException',
    because: { refreshToken: 'honoured', refusals: ['InitiateAuth/InvalidParameterException'] },
  });
});
