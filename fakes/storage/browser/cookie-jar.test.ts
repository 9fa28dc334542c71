import { expect, test } from 'vitest';
import { FakeCookieJar } from './cookie-jar.ts';

const SITE = 'https://app.example/';

test('forgets a cookie when its time has come', () => {
  let now = 0;
  const jar = new FakeCookieJar({ now: () => now });
  jar.write(SITE, 'a=1; max-age=60');
  jar.write(SITE, `b=2; expires=${new Date(120_000).toUTCString()}`);

  now = 60_000;
  expect(jar.read(SITE)).toBe('b=2');
  now = 120_000;
  expect(jar.read(SITE)).toBe('');
});

test('keeps no more than a browser that is stricter than Chromium', () => {
  const jar = new FakeCookieJar({ limit: { max: 50, keep: 50 } });

  for (let index = 0; index < 51; index += 1) jar.write(SITE, `c${index}=1`);

  expect(jar.names()).toHaveLength(50);
  expect(jar.names()).not.toContain('c0');
});

test('shows a cookie of the site to all its hosts, and one of a host to that alone', () => {
  const jar = new FakeCookieJar();
  jar.write(SITE, 'own=1');
  jar.write(SITE, 'shared=2; domain=app.example');

  expect(jar.read('https://sub.app.example/')).toBe('shared=2');
  expect(jar.read(SITE)).toBe('own=1; shared=2');
  expect(jar.read('https://notapp.example/')).toBe('');
});

test('shows a secure cookie to secure documents only', () => {
  const jar = new FakeCookieJar();
  jar.write(SITE, 'a=1; secure');

  expect(jar.read('http://app.example/')).toBe('');
});
