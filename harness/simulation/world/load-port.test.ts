import { expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { LoadPort } from './load-port.ts';
import { World } from './world.ts';

test('a page loads once, in a step of its realm', () => {
  const world = new World({ seed: 1, observed: false });
  const loaded: string[] = [];
  const pages = ['one', 'two'].map((realm) => ({
    realm,
    user: 'user1',
    load: () => loaded.push(realm),
  }));
  world.addSource(new LoadPort(pages));
  const before = world.enabled();

  const [first] = before;
  if (first) world.take(first);

  expect(before.map(({ id, realm, facts }) => [id, realm, stepInWords(facts())])).toEqual([
    ['load-one', 'one', 'user1 comes back from the hosted UI to one'],
    ['load-two', 'two', 'user1 comes back from the hosted UI to two'],
  ]);
  expect(loaded).toEqual(['one']);
  expect(world.enabled().map(({ id }) => id)).toEqual(['load-two']);
});
