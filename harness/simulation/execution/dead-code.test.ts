import { describe, expect, test } from 'vitest';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { idsOf, plainStrategy, tinySubject } from '../fixtures.ts';
import { execute } from './execute.ts';
import type { Strategy } from './strategy.ts';
import type { Subject } from './subject.ts';

/** A waits in an app that may be killed until B, in another one, lets it go on. */
function waiting(run: (auth: AuthClient) => Promise<unknown>): Subject {
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const realm = { device: 'phone', platform: 'react-native' } as const;
  return tinySubject({
    start: {
      realms: { one: { ...realm, kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] } }, two: realm },
    },
    program: [
      {
        actor: 'A',
        realm: 'one',
        run: async (auth) => {
          await gate;
          await run(auth);
        },
      },
      {
        actor: 'B',
        realm: 'two',
        run: async (auth) => {
          await auth.getCurrentUser();
          open();
        },
      },
    ],
  });
}

/** Kills the app once A waits. */
function killing(): Strategy {
  const plain = plainStrategy();
  return {
    ...plain,
    pick: (enabled, last) =>
      enabled.find(({ kind }) => kind === 'kill' && last?.id === 'A!start') ?? plain.pick(enabled, last),
  };
}

describe('code of an app that has died', () => {
  test('makes no call any more, and nothing waits for it', async () => {
    const executed = await execute(
      waiting((auth) => auth.signOut()),
      killing(),
    );

    expect(idsOf(executed)).toEqual(['A!start', 'kill-one', 'B!start', 'B', 'one-again']);
    expect(executed.calls.map(({ actor, status }) => [actor, status])).toEqual([
      ['one-again', 'resolved'],
      ['B', 'resolved'],
    ]);
    expect(executed.uncontrolled).toBeUndefined();
  });

  test('does not crash any more', async () => {
    const executed = await execute(
      waiting(() => Promise.reject(new Error('of the app'))),
      killing(),
    );

    expect(executed.crashes).toEqual([]);
  });

  test('does so while it lives', async () => {
    const { calls } = await execute(
      waiting((auth) => auth.signOut()),
      plainStrategy(),
    );
    const { crashes } = await execute(
      waiting(() => Promise.reject(new Error('of the app'))),
      plainStrategy(),
    );

    expect(calls).toContainEqual(expect.objectContaining({ actor: 'A', status: 'resolved' }));
    expect(crashes).toHaveLength(1);
  });
});
