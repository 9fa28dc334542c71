import { describe, expect, test } from 'vitest';
import { breachIn, call, FinishedExecution } from './fixtures.ts';
import { tokensBelongTogether } from './tokens-belong-together.ts';

const session = (accessToken: string, idToken: string) =>
  call('fetchAuthSession', { value: { kind: 'session', signedIn: true, accessToken, idToken } });

describe('tokens that do not belong together', () => {
  test('are those of two users in one result', () => {
    const finished = new FinishedExecution();
    const bob = finished.server.startSession('bob');

    const breach = breachIn(
      tokensBelongTogether,
      finished.with({ calls: [session(finished.tokens.accessToken, bob.idToken)] }),
    );

    expect(breach).toEqual({
      symptom: 'fetchAuthSession-returned-tokens-of-two-users',
      message: 'fetchAuthSession returned tokens of two users',
    });
  });

  test('are those of two sign-ins of one user in one result', () => {
    const finished = new FinishedExecution();
    const again = finished.server.startSession('alice');

    const breach = breachIn(
      tokensBelongTogether,
      finished.with({ calls: [session(finished.tokens.accessToken, again.idToken)] }),
    );

    expect(breach?.message).toBe('fetchAuthSession returned tokens of two sign-ins');
  });

  test('are those of two sign-ins in storage', () => {
    const finished = new FinishedExecution();
    finished.store('alice', { refreshToken: finished.server.startSession('alice').refreshToken });

    expect(breachIn(tokensBelongTogether, finished.with())?.message).toBe(
      'storage holds tokens of two sign-ins',
    );
  });

  test('are any with one that the server never issued', () => {
    const finished = new FinishedExecution();
    finished.store('alice', { accessToken: 'made up' });

    expect(breachIn(tokensBelongTogether, finished.with())?.symptom).toBe('storage-holds-foreign-token');
  });

  test('are those that are stored under the name of somebody else', () => {
    const finished = new FinishedExecution();
    finished.store('bob', finished.tokens);

    expect(breachIn(tokensBelongTogether, finished.with())?.symptom).toBe(
      'storage-holds-tokens-under-another-name',
    );
  });
});

describe('tokens that belong together', () => {
  test('are those under a name that their user may have signed in by', () => {
    const finished = new FinishedExecution({ emailAlias: true });
    finished.store('alice@example.com', finished.tokens);

    expect(breachIn(tokensBelongTogether, finished.with())).toBeUndefined();
  });

  test('are those of one sign-in', () => {
    const finished = new FinishedExecution();
    const { accessToken, idToken } = finished.tokens;

    expect(
      breachIn(tokensBelongTogether, finished.with({ calls: [session(accessToken, idToken)] })),
    ).toBeUndefined();
  });

  test('are those of two refreshes of one sign-in', () => {
    const finished = new FinishedExecution();
    const { accessToken = '' } = finished.refresh();

    const execution = finished.with({ calls: [session(accessToken, finished.tokens.idToken)] });

    expect(breachIn(tokensBelongTogether, execution)).toBeUndefined();
  });

  test('are those that are left when others are missing', () => {
    const finished = new FinishedExecution();
    finished.remove('idToken');

    expect(breachIn(tokensBelongTogether, finished.with())).toBeUndefined();
  });

  test('are those of two users on two devices', () => {
    const finished = new FinishedExecution();
    const other = new FinishedExecution();
    other.data.clear();
    other.store('bob', finished.server.startSession('bob'));
    const devices = new Map([
      ...finished.with().devices,
      ['tablet', { data: other.data, keyPrefix: '', initial: undefined }],
    ]);

    expect(breachIn(tokensBelongTogether, finished.with({ devices }))).toBeUndefined();
  });
});

test.each([
  [['LastAuthUser'], false],
  [[], true],
])('tokens under a stand-in name are a breach unless the storage has lost the name: %j', (broken, breach) => {
  const finished = new FinishedExecution();
  finished.data.clear();
  finished.store('username', finished.tokens);
  const devices = new Map(
    [...finished.with().devices].map(([name, state]) => [name, { ...state, brokenEntries: () => broken }]),
  );

  expect(breachIn(tokensBelongTogether, finished.with({ devices })) !== undefined).toBe(breach);
});
