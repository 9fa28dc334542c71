import { expect, test } from 'vitest';
import { applyBackendOperation, type BackendOperation } from '../../../fakes/storage/batch-operation.ts';
import { independent } from '../../exploration/search/accesses.ts';
import { StorageAccesses } from './storage-accesses.ts';
import { World } from './world.ts';

const READ: BackendOperation = { method: 'getItem', key: 'old' };
const WRITE: BackendOperation = { method: 'setItem', key: 'old', value: '2' };
const WRITE_THE_SAME: BackendOperation = { method: 'setItem', key: 'old', value: '1' };
const READ_SEVERAL: BackendOperation = { method: 'multiGet', keys: ['old', 'new'] };
const ADD: BackendOperation = { method: 'setItem', key: 'new', value: '1' };
const ADD_ANOTHER: BackendOperation = { method: 'multiSet', entries: [['another', '1']] };
const REMOVE: BackendOperation = { method: 'removeItem', key: 'old' };
const REMOVE_NOTHING: BackendOperation = { method: 'removeItem', key: 'nothing' };
const LIST: BackendOperation = { method: 'getAllKeys' };
const CLEAR: BackendOperation = { method: 'clear' };

/** What the world is told of an operation on a device with one entry. */
function accessesOf(operation: BackendOperation) {
  const world = new World({ seed: 1, observed: false });
  const data = new Map([['old', '1']]);
  const accesses = new StorageAccesses(world, { device: 'phone', data, memory: () => '' });
  accesses.during(operation, () => applyBackendOperation(data, operation));
  return world.touched;
}

test.each([
  ['reading and writing an entry', READ, WRITE],
  ['clearing, and reading an entry', CLEAR, READ],
  ['clearing, and writing an entry', CLEAR, WRITE],
  ['clearing, and adding an entry that is not there yet', CLEAR, ADD],
  ['clearing, and adding several', CLEAR, ADD_ANOTHER],
  ['listing, and adding an entry', LIST, ADD],
  ['listing, and removing an entry', LIST, REMOVE],
  ['listing, and clearing', LIST, CLEAR],
  ['clearing, and clearing', CLEAR, CLEAR],
])('%s do not commute', (_, one, other) => {
  expect(independent(accessesOf(one), accessesOf(other))).toBe(false);
});

test.each([
  ['adding two entries', ADD, ADD_ANOTHER],
  ['adding an entry and removing another', ADD, REMOVE],
  ['listing, and writing an entry that is there', LIST, WRITE],
  ['listing, and removing one that is not there', LIST, REMOVE_NOTHING],
  ['reading an entry, and adding another', READ, ADD],
  ['listing twice', LIST, LIST],
  ['reading an entry, and writing what it holds already', READ, WRITE_THE_SAME],
  ['reading several, and adding another', READ_SEVERAL, ADD_ANOTHER],
])('%s commute', (_, one, other) => {
  expect(independent(accessesOf(one), accessesOf(other))).toBe(true);
});

test('an operation that fails, and one that changes another entry, are told of by what they changed', () => {
  const world = new World({ seed: 1, observed: false });
  const data = new Map([['old', '1']]);
  const accesses = new StorageAccesses(world, { device: 'phone', data, memory: () => '' });

  const failing = (): never => {
    data.delete('old');
    throw new Error('the disk is full');
  };

  expect(() => accesses.during(ADD, failing)).toThrow('the disk is full');
  expect(Object.fromEntries(world.touched)).toEqual({
    'phone:new': 'read',
    'phone:old': 'write',
    'phone:*': 'update',
  });
});

test('what only the memory of the storage holds counts as written', () => {
  const world = new World({ seed: 1, observed: false });
  let memory = '';
  const accesses = new StorageAccesses(world, { device: 'phone', data: new Map(), memory: () => memory });

  accesses.during(ADD, () => {
    memory = 'new=1';
  });

  expect(world.touched.get('phone:new')).toBe('write');
});
