import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeOrigin } from '../browser/origin.ts';

/** Amplify's own storage over localStorage. It takes what `window` is when it is loaded: one tab for all tests. */
const origin = new FakeOrigin({ quota: 3000 });
const tab = origin.open();
vi.stubGlobal('window', tab);
vi.stubGlobal('document', tab.document);
const { CookieStorage, defaultStorage } = await import('aws-amplify/utils');

beforeEach(() => {
  origin.data.clear();
  vi.stubGlobal('window', tab);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('Amplify keeps entries in the fake localStorage, and rejects beyond its quota', async () => {
  await defaultStorage.setItem('user.accessToken', 'old');

  const write = defaultStorage.setItem('user.accessToken', 'x'.repeat(3000));

  await expect(write).rejects.toMatchObject({ name: 'QuotaExceededError' });
  expect(origin.data).toEqual(new Map([['user.accessToken', 'old']]));
});

test('Amplify hears of what other tabs change, and not of what it changes itself', async () => {
  const other = origin.open();
  const heard: unknown[] = [];
  const stop = defaultStorage.addListener(async (event) => void heard.push(event));

  await defaultStorage.setItem('user.accessToken', 'own');
  other.localStorage.setItem('user.accessToken', 'other');
  other.localStorage.setItem('user.accessToken', 'other');
  other.localStorage.removeItem('user.refreshToken');
  other.localStorage.clear();
  expect(heard).toEqual([]);
  await vi.runAllTimersAsync();

  expect(heard).toEqual([
    { key: 'user.accessToken', oldValue: 'own', newValue: 'other' },
    { key: null, oldValue: null, newValue: null },
  ]);
  stop();
});

test('Amplify loses a cookie that is too long without noticing, and keeps the old one', async () => {
  const { document } = origin.open();
  vi.stubGlobal('document', document);
  const storage = new CookieStorage({ domain: 'app.example' });
  await storage.setItem('user.idToken', 'old');

  await storage.setItem('user.idToken', 'x'.repeat(4096));

  expect(document.cookie).toBe('user.idToken=old');
});

test('Amplify removes a cookie only with the domain that it was written with', async () => {
  const { document } = origin.open();
  vi.stubGlobal('document', document);
  const written = new CookieStorage({ domain: 'app.example' });
  await written.setItem('user.idToken', '1');

  await new CookieStorage().removeItem('user.idToken');
  expect(await written.getItem('user.idToken')).toBe('1');
  await written.removeItem('user.idToken');

  expect(await written.getItem('user.idToken')).toBeNull();
});

test("Amplify's cookies are secure by default, and so lost over plain HTTP", async () => {
  vi.stubGlobal('document', origin.open('http://plain.example/').document);
  const storage = new CookieStorage();

  await storage.setItem('user.idToken', '1');

  expect(await storage.getItem('user.idToken')).toBeNull();
});
