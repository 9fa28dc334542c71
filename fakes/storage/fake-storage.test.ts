import { describe, expect, test } from 'vitest';
import { createFakeStorage } from './fake-storage.ts';

describe('createFakeStorage refuses', () => {
  test('a backend that does not exist, and names those that do', () => {
    expect(() => createFakeStorage({ backend: 'localStorage' as never })).toThrow(
      /^no storage backend "localStorage"; there are .*local-storage/,
    );
  });

  test('an option that does not exist, and names those that do', () => {
    expect(() => createFakeStorage({ latencey: () => 5 } as never)).toThrow(
      'createFakeStorage has no option "latencey"; it has backend, data, latency, schedule, fault',
    );
  });
});

test('refuses a latency that is not a function', () => {
  const create = (): unknown => createFakeStorage({ latency: 5 } as never);

  expect(create).toThrow(TypeError);
  expect(create).toThrow('createFakeStorage: latency is 5; expected a function, such as constantLatency(5)');
});
