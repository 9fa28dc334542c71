import { expect, test } from 'vitest';
import { browserPage } from './browser.ts';

const STORAGE = { perform: () => Promise.reject(), performAtOnce: () => undefined } as never;
const WITNESS = { touch() {}, threw() {} };

test('a page has the Web Locks that it is given, and else none', () => {
  const locks = { request() {} };

  const given = browserPage(STORAGE, WITNESS, { locks }).globals.navigator;
  const none = browserPage(STORAGE, WITNESS).globals.navigator;

  expect(given).toMatchObject({ locks, onLine: true });
  expect(none).not.toHaveProperty('locks');
});
