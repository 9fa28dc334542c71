import { expect, test } from 'vitest';
import { actor, tinySubject } from '../../simulation/fixtures.ts';
import { exhaustiveStrategy } from '../strategies/exhaustive.ts';
import { everyOrder, outcomesBy } from './fixtures.ts';

test.each(['sync', 'fifo', 'unordered'] as const)(
  'a search misses no outcome of every order where a storage that is %s is cleared beside a first write',
  async (storage) => {
    const subject = tinySubject({
      calls: {
        signOut: 'await storage.clear();',
        getCurrentUser: "await storage.setItem('new', '1'); return { username: 'nobody' };",
      },
      program: [actor('A', 'signOut'), actor('B', 'getCurrentUser')],
      start: { devices: { phone: { storage } } },
    });

    const every = await outcomesBy(subject, everyOrder());
    const searched = await outcomesBy(subject, exhaustiveStrategy());

    expect(every.different.size).toBeGreaterThan(1);
    expect([...searched.different].sort()).toEqual([...every.different].sort());
  },
);
