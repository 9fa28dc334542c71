import { expect, test } from 'vitest';
import { STORAGE_BACKENDS } from '../../../fakes/storage/catalogue.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';
import type { StorageOrdering } from '../../../fakes/storage/ordering.ts';
import { stepInWords } from '../../../results/words/step.ts';
import type { Step } from './step.ts';
import { StoragePort } from './storage-port.ts';
import { World } from './world.ts';

function portOver(data: StorageData, ordering: StorageOrdering) {
  const world = new World({ seed: 1, observed: false });
  const port = world.addSource(
    new StoragePort(world, {
      device: 'phone',
      backend: STORAGE_BACKENDS[ordering],
      data,
      describeKey: (key) => key,
      describeValue: (value) => value,
    }),
  );
  return { world, port };
}

/** Takes the steps that are enabled until none is, in the order in which they come. */
function drain(world: World): Step[] {
  for (let [step] = world.enabled(); step; [step] = world.enabled()) world.take(step);
  return [...world.taken];
}

test('listing and reading several are an effect and a completion each, told in words', async () => {
  const { world, port } = portOver(new Map([['a', '1']]), 'fifo');
  const keys = port.perform('app', { method: 'getAllKeys' });
  const entries = port.perform('app', { method: 'multiGet', keys: ['a', 'b'] });

  const steps = drain(world);

  expect(await keys).toEqual(['a']);
  expect(await entries).toEqual(['1', null]);
  expect(steps.map((step) => `${step.kind}: ${stepInWords(step.facts())}`).sort()).toEqual([
    'completion: list the keys -> 1 done',
    'completion: read a, b -> 1 of 2 done',
    'effect: list the keys -> 1',
    'effect: read a, b -> 1 of 2',
  ]);
  expect(steps.some(({ writes }) => writes)).toBe(false);
});

test('what lists the keys conflicts with what adds or removes one, where the order is open', () => {
  const { world, port } = portOver(new Map([['old', '1']]), 'unordered');
  port.perform('app', { method: 'getAllKeys' });
  port.perform('app', { method: 'setItem', key: 'new', value: '2' });
  port.perform('app', { method: 'setItem', key: 'old', value: '2' });
  const touched = world
    .enabled()
    .filter(({ kind }) => kind === 'effect')
    .map((step) => {
      world.take(step);
      return Object.fromEntries(world.touched);
    });

  expect(touched).toEqual([
    { 'phone:*': 'read' },
    { 'phone:new': 'write', 'phone:*': 'update' },
    { 'phone:old': 'write' },
  ]);
});

test('a realm that boots at once does not wait, and waits for all that it asks for later', async () => {
  const data: StorageData = new Map([['a', '1']]);
  const { world, port } = portOver(data, 'fifo');
  port.bootAtOnce('app');

  expect(await port.perform('app', { method: 'getItem', key: 'a' })).toBe('1');
  expect(world.enabled()).toEqual([]);
  port.perform('other', { method: 'setItem', key: 'a', value: '2' });
  const [step] = world.enabled();
  if (step) world.take(step);
  port.perform('app', { method: 'setItem', key: 'a', value: '3' });

  expect(data.get('a')).toBe('2');
  expect(world.enabled().map(({ realm, kind }) => `${realm} ${kind}`)).toEqual([
    'other completion',
    'app effect',
  ]);
});
