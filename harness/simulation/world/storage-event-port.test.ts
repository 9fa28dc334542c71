import { expect, test } from 'vitest';
import type { StorageChange } from '../../../fakes/storage/browser/storage-change.ts';
import { STORAGE_BACKENDS } from '../../../fakes/storage/catalogue.ts';
import { stepInWords } from '../../../results/words/step.ts';
import { StorageEventPort } from './storage-event-port.ts';
import { StoragePort } from './storage-port.ts';
import { World } from './world.ts';

/** Tabs of one browser, with `key` stored, and what each has heard. */
function browserWith(...realms: string[]) {
  const world = new World({ seed: 1, observed: false });
  const events = world.addSource(
    new StorageEventPort(world, { device: 'laptop', describeKey: (key) => `<${key}>` }),
  );
  const port = world.addSource(
    new StoragePort(world, {
      device: 'laptop',
      backend: STORAGE_BACKENDS['local-storage'],
      data: new Map([['key', 'old']]),
      onChange: (change, realm) => events.changed(change, realm),
      describeKey: (key) => key,
      describeValue: (value) => value,
    }),
  );
  const heard: [string, StorageChange][] = [];
  const open = (realm: string): void => events.open({ realm, hear: (change) => heard.push([realm, change]) });
  for (const realm of realms) open(realm);
  const set = (realm: string, key: string, value: string): void =>
    port.asSeenBy(realm).performAtOnce({ method: 'setItem', key, value });
  const take = (realm: string): void => {
    const step = world.enabled().find((candidate) => candidate.realm === realm);
    if (!step) throw new Error(`${realm} has nothing to hear`);
    world.take(step);
  };
  return { world, port, events, heard, open, set, take };
}

test('a change is heard by all other tabs, in a step of each', () => {
  const { world, heard, set, take } = browserWith('one', 'two', 'three');

  set('one', 'key', 'new');
  const told = world.enabled().map(({ kind, realm, runsJavaScript }) => [kind, realm, runsJavaScript]);
  take('three');

  expect(told).toEqual([
    ['event', 'two', true],
    ['event', 'three', true],
  ]);
  expect(heard).toEqual([['three', { key: 'key', oldValue: 'old', newValue: 'new' }]]);
});

test('a tab hears of changes in the order in which they were made, one at a time', () => {
  const { world, heard, set, take } = browserWith('one', 'two', 'three');

  set('one', 'key', 'first');
  set('three', 'key', 'second');
  const waiting = world.enabled().filter(({ realm }) => realm === 'two').length;
  take('two');
  take('two');

  expect(waiting).toBe(1);
  expect(heard.map(([, { newValue }]) => newValue)).toEqual(['first', 'second']);
});

test('what changes nothing is heard by nobody', () => {
  const { world, port, set } = browserWith('one', 'two');

  set('one', 'key', 'old');
  port.asSeenBy('one').performAtOnce({ method: 'removeItem', key: 'absent' });
  port.asSeenBy('one').performAtOnce({ method: 'getItem', key: 'key' });

  expect(world.enabled()).toEqual([]);
});

test('a tab that is closed hears nothing, and nothing of before once it is opened again', () => {
  const { world, open, set } = browserWith('one', 'two');
  set('one', 'key', 'unheard');

  world.dropRealm('two');
  open('two');
  const before = world.enabled();
  set('one', 'key', 'heard');

  expect(before).toEqual([]);
  expect(world.enabled().map(({ realm }) => realm)).toEqual(['two']);
});

test.each([
  ['setItem', 'new', 'one added <new>'],
  ['setItem', 'key', 'one changed <key>'],
  ['removeItem', 'key', 'one removed <key>'],
  ['clear', '', 'one cleared everything'],
] as const)('%s of "%s" is told in words without a value', (method, key, words) => {
  const { world, port } = browserWith('one', 'two');

  port.asSeenBy('one').performAtOnce(method === 'clear' ? { method } : { method, key, value: 'secret' });

  expect(world.enabled().map((step) => stepInWords(step.facts()))).toEqual([`two hears that ${words}`]);
});

test('the state tells what each tab has yet to hear, in its order', () => {
  const { events, set } = browserWith('one', 'two');
  const before = events.queued();

  set('one', 'key', 'first');
  set('one', 'key', 'second');

  expect([before, events.queued()]).toEqual([
    ['', ''],
    ['', 'boot:1 old,boot/1 first'],
  ]);
});
