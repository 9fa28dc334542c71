import { expect, test } from 'vitest';
import { hasPlaceFor, mutate } from './mutant.ts';
import type { Release } from './release.ts';

const release: Release = {
  spec: '6.6.6',
  version: '6.6.6',
  major: 6,
  flavour: 'any',
  label: '6.6.6',
  packages: {},
  bundle: { hash: 'a', code: 'clear(); store(); clear();', sourceMap: () => ({}) as never },
};

test('a text is replaced wherever it stands, and the code has another hash', () => {
  const { bundle } = mutate(release, { of: 'clear();', by: '' });

  expect(bundle.code).toBe(' store(); ');
  expect(bundle.hash).not.toBe(release.bundle.hash);
});

test('a text that is not there is refused', () => {
  expect(hasPlaceFor(release, { of: 'wipe();', by: '' })).toBe(false);
  expect(() => mutate(release, { of: 'wipe();', by: '' })).toThrow('"wipe();" is not in the code of 6.6.6');
});
