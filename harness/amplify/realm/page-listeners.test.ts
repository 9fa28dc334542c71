import { expect, test } from 'vitest';
import { PageListeners } from './page-listeners.ts';

function page() {
  const noticed: unknown[] = [];
  const listeners = new PageListeners({
    touch: (mode) => noticed.push(mode),
    listens: () => noticed.push('write'),
    tell() {},
    now: () => 'boot',
    threw: (error) => noticed.push(error),
  });
  const { addEventListener, removeEventListener } = listeners.functions;
  return { listeners, noticed, add: addEventListener, remove: removeEventListener };
}

test('tells those who listen to events of that type, each once', () => {
  const { listeners, add } = page();
  const heard: unknown[] = [];
  const hear = (event: object): number => heard.push(event);
  add?.('storage', hear);
  add?.('storage', hear);
  add?.('online', hear);

  listeners.dispatch({ type: 'storage', key: 'a' });

  expect(heard).toEqual([{ type: 'storage', key: 'a' }]);
});

test('tells those who have stopped listening no more', () => {
  const { listeners, add, remove } = page();
  const heard: unknown[] = [];
  const hear = (event: object): number => heard.push(event);
  add?.('storage', hear);
  remove?.('storage', hear);
  remove?.('never', hear);

  listeners.dispatch({ type: 'storage' });

  expect(heard).toEqual([]);
});

test('reports what a listener throws and tells the others', () => {
  const { listeners, noticed, add } = page();
  const error = new Error('in a listener');
  const heard: unknown[] = [];
  add?.('storage', () => {
    throw error;
  });
  add?.('storage', (event) => heard.push(event));

  listeners.dispatch({ type: 'storage' });

  expect(noticed).toEqual(['write', 'write', 'read', error]);
  expect(heard).toHaveLength(1);
});
