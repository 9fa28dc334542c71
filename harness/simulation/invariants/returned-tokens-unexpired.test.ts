import { describe, expect, test } from 'vitest';
import { WORLD_EPOCH } from '../world/world.ts';
import { breachIn, call, FinishedExecution, SIGNED_OUT_SESSION } from './fixtures.ts';
import { returnedTokensUnexpired } from './returned-tokens-unexpired.ts';

const DAY = 24 * 60 * 60 * 1000;

function returning(tokens: { accessToken: string; idToken: string }) {
  return { calls: [call('fetchAuthSession', { value: { kind: 'session', signedIn: true, ...tokens } })] };
}

describe('a token that is handed to the app', () => {
  test('is a breach when it had expired before', () => {
    const finished = new FinishedExecution();
    const { accessToken, idToken } = finished.server.startSession('alice', { issuedAt: WORLD_EPOCH - DAY });

    expect(breachIn(returnedTokensUnexpired, finished.with(returning({ accessToken, idToken })))).toEqual({
      symptom: 'fetchAuthSession-returns-expired-access-token',
      message: 'fetchAuthSession handed the app an access token that had expired before the call began',
    });
  });

  test('is a breach as well when it is the id token', () => {
    const finished = new FinishedExecution();
    const { accessToken } = finished.tokens;
    const { idToken } = finished.server.startSession('alice', { issuedAt: WORLD_EPOCH - DAY });

    const breach = breachIn(returnedTokensUnexpired, finished.with(returning({ accessToken, idToken })));

    expect(breach?.symptom).toBe('fetchAuthSession-returns-expired-id-token');
  });

  test.each([
    ['is none when it expired since', 0, false],
    ['is a breach when it expired since the start, but before the call began', DAY, true],
  ])('%s', (_, after, breaks) => {
    const finished = new FinishedExecution();
    finished.now += DAY;
    const [late] = returning(finished.tokens).calls;
    const calls = late ? [{ ...late, startTime: WORLD_EPOCH + after }] : [];

    expect(breachIn(returnedTokensUnexpired, finished.with({ calls })) !== undefined).toBe(breaks);
  });
});

test('an expired token that is only stored is no breach', () => {
  const finished = new FinishedExecution();
  finished.store('alice', finished.server.startSession('alice', { issuedAt: WORLD_EPOCH - DAY }));
  const calls = [call('fetchAuthSession', { value: SIGNED_OUT_SESSION }), call('signOut')];

  expect(breachIn(returnedTokensUnexpired, finished.with({ calls }))).toBeUndefined();
});

test.each([true, false])('on a device whose clock has jumped nobody can tell: %s', (jumped) => {
  const finished = new FinishedExecution();
  const { accessToken, idToken } = finished.server.startSession('alice', { issuedAt: WORLD_EPOCH - DAY });
  const devices = new Map(
    [...finished.with().devices].map(([name, state]) => [name, { ...state, clockJumped: () => jumped }]),
  );
  const execution = finished.with({ ...returning({ accessToken, idToken }), devices });

  expect(breachIn(returnedTokensUnexpired, execution) === undefined).toBe(jumped);
});
