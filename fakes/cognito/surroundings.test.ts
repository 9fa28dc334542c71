import { describe, expect, it } from 'vitest';
import { Bench } from './fixtures.ts';

/** A bench with one session, and what its requests touch, the session's id replaced. */
function watched(settings: ConstructorParameters<typeof Bench>[0] = {}) {
  const bench = new Bench(settings);
  const tokens = bench.server.startSession('alice');
  const id = bench.server.sessions()[0]?.id ?? '';
  bench.takeAccesses();
  const accesses = () => bench.takeAccesses().map((access) => access.replace(id, '1'));
  return { bench, accesses, ...tokens };
}

describe('accesses', () => {
  it('of a refresh without rotation only read', () => {
    const { bench, accesses, refreshToken } = watched();

    bench.refresh(refreshToken);

    expect(accesses()).toEqual(['read clock', 'read session:1', 'read user:alice']);
  });

  it('of a rotation write the session', () => {
    const { bench, accesses, refreshToken } = watched({ rotation: { graceSeconds: 0 } });

    bench.refresh(refreshToken);

    expect(accesses()).toEqual(['read clock', 'read session:1', 'read user:alice', 'write session:1']);
  });

  it('of a refused reuse only read, unless it revokes', () => {
    for (const reuseRevokesFamily of [false, true]) {
      const settings = { rotation: { graceSeconds: 0 }, reuseRevokesFamily };
      const { bench, accesses, refreshToken } = watched(settings);
      bench.refresh(refreshToken);
      accesses();

      bench.refresh(refreshToken);

      expect(accesses().includes('write session:1')).toBe(reuseRevokesFamily);
    }
  });

  it('of a revoked session do not depend on the clock', () => {
    const { bench, accesses, refreshToken } = watched();
    bench.send('RevokeToken', { Token: refreshToken });
    accesses();

    bench.refresh(refreshToken);

    expect(accesses()).toEqual(['read session:1', 'read user:alice']);
  });

  it('of RevokeToken write the session alone', () => {
    const { bench, accesses, refreshToken } = watched();

    bench.send('RevokeToken', { Token: refreshToken });

    expect(accesses()).toEqual(['write session:1']);
  });

  it.each(['GlobalSignOut', 'DeleteUser'])('of %s write the user and each session', (operation) => {
    const { bench, accesses, accessToken } = watched();

    bench.send(operation, { AccessToken: accessToken });

    expect(accesses()).toEqual([
      'read clock',
      'read session:1',
      'read user:alice',
      'write session:1',
      'write user:alice',
    ]);
  });

  it('of GetUser only read', () => {
    const { bench, accesses, accessToken } = watched();

    bench.send('GetUser', { AccessToken: accessToken });

    expect(accesses()).toEqual(['read clock', 'read session:1', 'read user:alice']);
  });

  it('of a sign-in read the user and write a session of its own', () => {
    const { bench, accesses } = watched();

    bench.signIn();

    expect(accesses()).toEqual([
      'read clock',
      'read user:alice',
      expect.stringMatching(/^write session:[0-9a-f-]{36}$/),
    ]);
  });

  it('of what an administrator does write the user', () => {
    const { bench, accesses } = watched();

    bench.server.setEnabled('alice', false);

    expect(accesses()).toContain('write user:alice');
  });

  it('are not reported for questions from outside a request', () => {
    const { bench, accesses, refreshToken } = watched();

    bench.server.honours(refreshToken);
    bench.server.inspect(refreshToken);
    bench.server.sessions();
    bench.server.fingerprint();

    expect(accesses()).toEqual([]);
  });
});

describe('requests that share no written location', () => {
  it('commute: the replies and the state are the same in both orders', () => {
    const run = (order: readonly string[]) => {
      const bench = new Bench();
      const { refreshToken } = bench.server.startSession('alice');
      const replies = order.map((name) => [name, bench.refresh(refreshToken, name).body] as const);
      return { replies: Object.fromEntries(replies), state: bench.server.fingerprint() };
    };

    expect(run(['a', 'b'])).toEqual(run(['b', 'a']));
  });
});
