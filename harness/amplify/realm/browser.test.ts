import { expect, test } from 'vitest';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import { APP_URL, browserPage, type PageOptions } from './browser.ts';

function page(options?: PageOptions) {
  const touched: string[] = [];
  const witness = {
    touch: (mode: 'read' | 'write') => touched.push(mode),
    listens: () => touched.push('write'),
    tell() {},
    now: () => 'boot',
    threw() {},
  };
  const { globals } = browserPage({} as NativeStorage, witness, options);
  const { location, history } = globals as {
    readonly location: { readonly href: string };
    readonly history: {
      readonly state: unknown;
      replaceState(state: unknown, title: string, url: string): void;
    };
  };
  return { globals, location, history, touched };
}

test('a page is where the app is, or where it was sent back to', () => {
  expect(page().location.href).toBe(APP_URL);
  expect(page({ url: `${APP_URL}?code=x` }).location).toMatchObject({
    href: `${APP_URL}?code=x`,
    origin: 'https://app.example.com',
    pathname: '/',
  });
});

test('its URL can be replaced, which conflicts with looking at it', () => {
  const { location, history, touched } = page({ url: `${APP_URL}?code=x` });

  history.replaceState(history.state, '', APP_URL);

  expect(touched).toEqual(['write']);
  expect(location.href).toBe(APP_URL);
  expect(touched).toEqual(['write', 'read']);
});

test('it has a sessionStorage only where it is given one', () => {
  const { sessionStorage } = page({ sessionStorage: { state: 's' } }).globals as {
    readonly sessionStorage: { getItem(key: string): unknown };
  };

  expect('sessionStorage' in page().globals).toBe(false);
  expect(sessionStorage.getItem('state')).toBe('s');
});

test('it has Web Locks only where it is given them', () => {
  const locks = { request: async () => {} };

  expect(page().globals.navigator).not.toHaveProperty('locks');
  expect(page({ locks }).globals.navigator).toMatchObject({ locks, onLine: true });
});
