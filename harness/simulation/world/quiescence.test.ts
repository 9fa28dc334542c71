import { expect, test } from 'vitest';
import { whenQuiescent } from './quiescence.ts';

test('a chain of 1,000 awaits is over before the turn that waits for quiescence', async () => {
  let awaited = 0;
  const chain = async (): Promise<void> => {
    for (let count = 0; count < 1000; count += 1) {
      await undefined;
      awaited += 1;
    }
  };

  const seen = new Promise<number>((resolve) => whenQuiescent(() => resolve(awaited)));
  void chain();

  expect(await seen).toBe(1000);
});

test('microtasks that queue microtasks in turn are over as well', async () => {
  let depth = 0;
  const deeper = (): void => {
    depth += 1;
    if (depth < 1000) queueMicrotask(deeper);
  };

  const seen = new Promise<number>((resolve) => whenQuiescent(() => resolve(depth)));
  queueMicrotask(deeper);

  expect(await seen).toBe(1000);
});
