import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { webStorageBackend } from '../backends/web-storage.ts';
import type { BackendOperation } from '../batch-operation.ts';
import { ProcessViews } from '../browser/process-views.ts';

type Seen = Readonly<Record<string, string | number>>;
type Records = Readonly<Record<string, { readonly left: Seen; readonly right: Seen }>>;

/** What two tabs of Chromium saw, each in a process of its own and both in one; see `record-processes.ts`. */
const { separate, same } = JSON.parse(
  readFileSync(new URL('process-records.json', import.meta.url), 'utf8'),
) as { readonly separate: Records; readonly same: Records };

const CONFLICTS: readonly [record: string, stored: Record<string, string>, key: string, BackendOperation][] =
  [
    [
      'one entry, both write',
      { fought: 'old' },
      'fought',
      { method: 'setItem', key: 'fought', value: 'right' },
    ],
    [
      'one entry, the later writes what it has',
      { fought: 'old' },
      'fought',
      { method: 'setItem', key: 'fought', value: 'old' },
    ],
    ['one entry, the later removes', { fought: 'old' }, 'fought', { method: 'removeItem', key: 'fought' }],
  ];

describe('tabs in separate processes', () => {
  // `right` acts in a task that began before `left` wrote, so that it has not seen that; its write arrives later.
  test.each(CONFLICTS)('do as in Chromium: %s', (name, stored, key, operation) => {
    const data = new Map(Object.entries(stored));
    const views = new ProcessViews<string>(webStorageBackend(), data);
    const act = (process: string, what: BackendOperation) => {
      views.of(process).storage.carryOut(what);
      return views.send(process, what, process);
    };
    for (const process of ['left', 'right']) views.of(process);

    const first = act('left', { method: 'setItem', key, value: 'left' });
    views.arrive(first);
    const second = act('right', operation);
    views.arrive(second);
    views.see('right', first);
    views.see('left', second);

    const { left, right } = separate[name] ?? {};
    expect([
      views.of('left').data.get(key) ?? 'nothing',
      views.of('right').data.get(key) ?? 'nothing',
    ]).toEqual([left?.later, right?.later]);
  });

  test('see what one task of another wrote half done, of localStorage and of cookies, and never out of order', () => {
    for (const storage of ['localStorage', 'cookies']) {
      const { right } = separate[`two entries of ${storage} written in one task`] ?? {};
      expect(right?.roundsSeenBetween).toBeGreaterThan(0);
      expect(right?.outOfOrder).toBe(0);
    }
  });

  test('see localStorage frozen within a task, and cookies change', () => {
    expect(separate['localStorage within one task of a reader']?.right).toMatchObject({
      before: 'old',
      after: 'old',
    });
    expect(separate['cookies within one task of a reader']?.right).toMatchObject({
      before: 'old',
      after: 'new',
    });
  });

  test('hear of every change, in order, and never before it is visible', () => {
    const { left, right } = separate['storage events'] ?? {};
    expect(right).toMatchObject({ heard: left?.written, outOfOrder: 0, older: 0 });
    expect(right?.newer).toBeGreaterThan(0);
  });

  test.each([
    ['localStorage', false],
    ['cookies', false],
    ['IndexedDB', true],
  ])('a Web Lock orders what they do to %s: %s', (storage, isOrdered) => {
    const { expected, reached } = separate[`a counter in ${storage} under a Web Lock`]?.right ?? {};
    expect(reached === expected).toBe(isOrdered);
  });

  test('get messages before the writes that came before them', () => {
    expect(separate['a message sent after a write']?.right.before).toBeGreaterThan(0);
  });

  test('a removal of what a tab does not see goes nowhere', () => {
    expect(separate['an entry that only the other tab has yet, removed']?.left.later).toBe('left');
  });
});

describe('tabs in one process', () => {
  test('never see half of what a task wrote', () => {
    for (const storage of ['localStorage', 'cookies']) {
      expect(same[`two entries of ${storage} written in one task`]?.right.roundsSeenBetween).toBe(0);
    }
  });

  test.each(['localStorage', 'cookies', 'IndexedDB'])('a Web Lock orders what they do to %s', (storage) => {
    const { expected, reached } = same[`a counter in ${storage} under a Web Lock`]?.right ?? {};
    expect(reached).toBe(expected);
  });

  test('get no message before the writes that came before it', () => {
    expect(same['a message sent after a write']?.right.before).toBe(0);
  });
});
