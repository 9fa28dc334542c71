import { expect, test } from 'vitest';
import { LoadPort } from './load-port.ts';
import { World } from './world.ts';

test('a page loads once, in a step of its realm', () => {
  const world = new World({ seed: 1, observed: false });
  const loaded: string[] = [];
  const pages = ['one', 'two'].map((realm) => ({
    realm,
    words: `the user comes back to ${realm}`,
    load: () => loaded.push(realm),
  }));
  new LoadPort(world, pages);
  const before = world.enabled();

  const [first] = before;
  if (first) world.take(first);

  expect(before.map(({ id, realm, describe }) => [id, realm, describe()])).toEqual([
    ['load-one', 'one', 'the user comes back to one'],
    ['load-two', 'two', 'the user comes back to two'],
  ]);
  expect(loaded).toEqual(['one']);
  expect(world.enabled().map(({ id }) => id)).toEqual(['load-two']);
});
