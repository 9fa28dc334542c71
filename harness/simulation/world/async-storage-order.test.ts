import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AppCall,
  appCall,
  ReferenceQueue,
  runActor,
} from '../../../fakes/storage/async-storage-programs.ts';
import type { BackendOperation } from '../../../fakes/storage/batch-operation.ts';
import { STORAGE_BACKENDS, type StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import { FakeAsyncStorage } from '../../../fakes/storage/modules/async-storage.ts';
import { StoragePort } from './storage-port.ts';
import { World } from './world.ts';

const quiescence = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What was asked of the native side, and what it told, each in its order. */
interface Witnessed {
  readonly issued: readonly BackendOperation[];
  /** Which of those issued it is that was told, and what. */
  readonly told: readonly (readonly [number: number, result: unknown])[];
}

/** Runs actors over the storage of a world, in an order that is chosen step by step. */
async function witness(
  backend: StorageBackendName,
  actors: readonly (readonly AppCall[])[],
  choices: Iterator<number>,
): Promise<Witnessed> {
  const world = new World({ seed: 1, observed: false });
  const port = world.addSource(
    new StoragePort(world, {
      device: 'phone',
      backend: STORAGE_BACKENDS[backend],
      data: new Map(),
      describeKey: (key) => key,
      describeValue: (value) => value,
    }),
  );
  const native = port.asSeenBy('app');
  const issued: BackendOperation[] = [];
  const told: [number, unknown][] = [];
  const storage = new FakeAsyncStorage({
    performAtOnce: native.performAtOnce,
    perform: (operation) => {
      const number = issued.push(operation) - 1;
      const performed = native.perform(operation);
      void performed.then((result) => {
        // The order of keys is SQLite's, or the dictionary's, to choose.
        told.push([number, operation.method === 'getAllKeys' ? [...(result as string[])].sort() : result]);
      });
      return performed;
    },
  });
  for (const [index, calls] of actors.entries()) void runActor(storage, calls, `${index}`);
  await quiescence();
  for (let enabled = world.enabled(); enabled.length > 0; enabled = world.enabled()) {
    const step = enabled[choices.next().value % enabled.length];
    if (step) world.take(step);
    await quiescence();
  }
  return { issued, told };
}

/** What a serial queue, which can do no other, would have told. */
function serially(issued: readonly BackendOperation[]): Witnessed['told'] {
  const reference = new ReferenceQueue();
  return issued.map((operation, number) => [number, reference.carryOut(operation)] as const);
}

const program = fc.array(fc.array(appCall, { maxLength: 5 }), { minLength: 1, maxLength: 3 });

describe.each(['async-storage-android', 'async-storage-ios'] as const)('a world on %s', (backend) => {
  test('has no order that a serial queue cannot produce, whatever is chosen', async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.infiniteStream(fc.nat()), async (actors, choices) => {
        const { issued, told } = await witness(backend, actors, choices);

        expect(told).toEqual(serially(issued));
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});

test('a world on a storage that is not serial has others', async () => {
  const outcome = await fc.check(
    fc.asyncProperty(program, fc.infiniteStream(fc.nat()), async (actors, choices) => {
      const { issued, told } = await witness('async-storage-next-android', actors, choices);

      expect(told).toEqual(serially(issued));
    }),
    { numRuns: 150, seed: 1, endOnFailure: true },
  );

  expect(outcome.failed).toBe(true);
});
