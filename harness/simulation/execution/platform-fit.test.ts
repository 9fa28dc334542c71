import { expect, test } from 'vitest';
import { tinyRelease } from '../fixtures.ts';
import { mustFit, type Placed } from './platform-fit.ts';

const APP: Placed = { realm: 'app', platform: 'react-native', device: 'phone', storage: 'fifo' };
const V6 = tinyRelease();
const V5 = { ...tinyRelease(), major: 5, label: '5.3.24' } as const;

test.each<[string, Partial<Placed>, typeof V6 | typeof V5]>([
  ['AsyncStorage on React Native', { storage: 'async-storage-ios' }, V5],
  ['a keychain under Amplify 6', { storage: 'secure-store-ios' }, V6],
  ['localStorage in a browser', { platform: 'web', storage: 'local-storage' }, V6],
  ['IndexedDB in a browser under Amplify 6', { platform: 'web', storage: 'indexed-db' }, V6],
  ['cookies in a browser', { platform: 'web', storage: 'cookies' }, V5],
])('fits: %s', (_, place, release) => {
  expect(() => mustFit({ ...APP, ...place }, release)).not.toThrow();
});

test.each<[Partial<Placed>, typeof V6 | typeof V5, string]>([
  [
    { platform: 'web', storage: 'mmkv' },
    V6,
    'realm "app" is on web, but device "phone" has storage "mmkv", which no browser has: use "local-storage", "cookies", "indexed-db" or "sync"',
  ],
  [
    { storage: 'cookies' },
    V6,
    'realm "app" is on react-native, but device "phone" has storage "cookies", which only browsers have',
  ],
  [
    { storage: 'secure-store-android' },
    V5,
    'device "phone" has storage "secure-store-android", but 5.3.24 supports only AsyncStorage or a synchronous storage',
  ],
])('does not fit: %j', (place, release, message) => {
  expect(() => mustFit({ ...APP, ...place }, release)).toThrow(message);
});
