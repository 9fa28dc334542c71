import { describe, expect, test } from 'vitest';
import { LockPort } from './lock-port.ts';
import { eventLoopTurn } from './quiescence.ts';
import { World } from './world.ts';

/** Tabs of one browser that ask for locks, what they did in order, and how to let them end. */
function browser() {
  const world = new World({ seed: 1, observed: false });
  const locks = world.addSource(new LockPort(world, 'laptop'));
  const done: string[] = [];
  const end = new Map<string, (failure?: Error) => void>();
  const ask = (realm: string, name = 'auth'): Promise<string> => {
    const asked = locks.forPage(realm).request(name, { mode: 'exclusive' }, () => {
      done.push(`${realm} has ${name}`);
      return new Promise<string>((resolve, reject) => {
        end.set(realm, (failure) => (failure ? reject(failure) : resolve(`${realm} is done`)));
      });
    });
    asked.catch(() => {});
    return asked;
  };
  const grantable = (): string[] => world.enabled().map(({ realm }) => realm);
  const grant = (): void => {
    const [step] = world.enabled();
    if (step) world.take(step);
  };
  return { world, locks, done, end, ask, grantable, grant };
}

describe('a lock', () => {
  test('is granted to one at a time, in the order in which they asked', async () => {
    const { done, end, ask, grantable, grant } = browser();
    const first = ask('one');
    void ask('two');
    void ask('three');

    expect([grantable(), done]).toEqual([['one'], []]);
    grant();
    expect([grantable(), done]).toEqual([[], ['one has auth']]);
    end.get('one')?.();
    await eventLoopTurn();

    expect(grantable()).toEqual(['two']);
    expect(await first).toBe('one is done');
  });

  test('is released when what holds it fails, which whoever asked is told', async () => {
    const { end, ask, grantable, grant } = browser();
    const first = ask('one');
    void ask('two');
    grant();

    end.get('one')?.(new Error('no network'));

    await expect(first).rejects.toThrow('no network');
    expect(grantable()).toEqual(['two']);
  });

  test('is released when its tab is gone, and nobody waits for tabs that are', async () => {
    const { world, done, end, ask, grantable, grant } = browser();
    void ask('one');
    void ask('two');
    void ask('three');
    grant();

    world.dropRealm('two');
    world.dropRealm('one');
    expect(grantable()).toEqual(['three']);
    grant();
    end.get('one')?.();
    await eventLoopTurn();

    expect([grantable(), done]).toEqual([[], ['one has auth', 'three has auth']]);
  });

  test('of another name is another lock', () => {
    const { ask, grantable } = browser();

    void ask('one', 'auth');
    void ask('two', 'profile');

    expect(grantable()).toEqual(['one', 'two']);
  });

  test('of a kind that is not simulated is refused', async () => {
    const { locks } = browser();
    const options = { ifAvailable: true } as object;

    await expect(locks.forPage('one').request('auth', options, () => {})).rejects.toThrow(
      'locks with ifAvailable true are not simulated',
    );
  });
});

test('asking for a lock, being granted it and releasing it conflict', async () => {
  const { world, end, ask, grant } = browser();
  const touched = (): unknown => [...world.touched];
  const lock = [['lock:laptop:auth', 'write']];

  void ask('one');
  expect(touched()).toEqual(lock);
  grant();
  expect(touched()).toEqual(lock);
  void ask('two');
  end.get('one')?.();
  await eventLoopTurn();
  expect(touched()).toEqual(lock);
});
