import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { KeyValueStorage } from '../key-value-storage.ts';
import { applyOperation, type StorageOperation } from '../operation.ts';
import { SUBJECTS, type Subject } from './subjects.ts';

afterEach(() => vi.unstubAllGlobals());

const KEYS = ['Client.LastAuthUser', 'Client.u-1.accessToken', 'Client.u-1.idToken'];
const ODD_KEYS = ['Client.a+b@c.example.idToken', '@MemoryStorage:ümlaut (1)', 'semi;colon=%41"'];

function operations(subject: Subject): fc.Arbitrary<StorageOperation> {
  const key = fc.constantFrom(...KEYS, ...(subject.oddKeys ? ODD_KEYS : []));
  const value = fc.oneof(fc.constantFrom('1', '2', ''), fc.string({ unit: 'grapheme', maxLength: 20 }));
  return fc.oneof(
    { weight: 4, arbitrary: fc.record({ method: fc.constant('getItem' as const), key }) },
    { weight: 4, arbitrary: fc.record({ method: fc.constant('setItem' as const), key, value }) },
    { weight: 2, arbitrary: fc.record({ method: fc.constant('removeItem' as const), key }) },
    { weight: subject.clears ? 1 : 0, arbitrary: fc.constant({ method: 'clear' as const }) },
  );
}

function perform(storage: KeyValueStorage, operation: StorageOperation): Promise<unknown> {
  switch (operation.method) {
    case 'getItem':
      return storage.getItem(operation.key);
    case 'setItem':
      return storage.setItem(operation.key, operation.value);
    case 'removeItem':
      return storage.removeItem(operation.key);
    case 'clear':
      return storage.clear();
  }
}

/** What the operations result in when they are carried out one after the other. */
function expected(subject: Subject, operations: readonly StorageOperation[]): unknown[] {
  const data = new Map<string, string>();
  return operations.map((operation) => {
    const result = applyOperation(data, operation);
    return result === '' ? subject.empty : result;
  });
}

describe.each(SUBJECTS)('$name', (subject) => {
  test('reads what was written last, one operation at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operations(subject), { maxLength: 20 }), async (program) => {
        const storage = subject.open();

        const results: unknown[] = [];
        for (const operation of program) results.push(await perform(storage, operation));

        expect(results).toEqual(expected(subject, program));
      }),
      { numRuns: 60 },
    );
  });

  if (subject.reorders) testReordering(subject);
  else testSerial(subject);
});

function testSerial(subject: Subject): void {
  test('carries out in the order of issue what is issued at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operations(subject), { maxLength: 20 }), async (program) => {
        const storage = subject.open();
        const settled: number[] = [];

        const results = await Promise.all(
          program.map(async (operation, index) => {
            const result = await perform(storage, operation);
            // Amplify's CookieStorage clears at once and says so some microtasks later.
            if (operation.method !== 'clear') settled.push(index);
            return result;
          }),
        );

        expect(results).toEqual(expected(subject, program));
        expect(settled).toEqual(settled.toSorted((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  });
}

function testReordering(subject: Subject): void {
  test('carries out in some order what is issued at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operations(subject), { maxLength: 4 }),
        fc.scheduler(),
        async (program, scheduler) => {
          const storage = subject.open((what) => scheduler.schedule(Promise.resolve(), what));

          const running = Promise.all(program.map((operation) => perform(storage, operation)));
          await scheduler.waitAll();

          expect(orders(program.length).map((order) => inOrder(subject, program, order))).toContainEqual(
            await running,
          );
        },
      ),
      { numRuns: 60 },
    );
  });
}

/** The results, in the order of issue, of operations carried out in another order. */
function inOrder(
  subject: Subject,
  program: readonly StorageOperation[],
  order: readonly number[],
): unknown[] {
  const results = expected(
    subject,
    order.map((index) => program[index] as StorageOperation),
  );
  return program.map((_, index) => results[order.indexOf(index)]);
}

/** All orders of so many. */
function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, place) => order.toSpliced(place, 0, count - 1)),
  );
}
