import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appCall, ReferenceQueue, runActor } from './async-storage-programs.ts';
import type { BackendOperation, StorageResult } from './batch-operation.ts';
import { STORAGE_BACKENDS } from './catalogue.ts';
import { FakeAsyncStorage } from './modules/async-storage.ts';
import type { NativeStorage } from './native-storage.ts';
import { OperationOrder } from './operation-order.ts';

interface Pending {
  readonly operation: BackendOperation;
  readonly resolve: (result: never) => void;
  result?: StorageResult;
}

/** Drives a backend as the harness does: a choice for each effect and each report. */
class ChosenStorage implements NativeStorage {
  readonly issued: BackendOperation[] = [];
  /** Of the operations in the order in which they were reported: which was issued, and what it resulted in. */
  readonly reported: [number: number, result: unknown][] = [];
  readonly #order = new OperationOrder<Pending & { readonly number: number }>('fifo');
  readonly #process;

  constructor(backend: 'async-storage-android' | 'async-storage-ios') {
    this.#process = STORAGE_BACKENDS[backend].device(new Map()).start();
  }

  perform<Operation extends BackendOperation>(operation: Operation): Promise<StorageResult<Operation>> {
    return new Promise((resolve) => {
      this.#order.issue({ operation, resolve, number: this.issued.length });
      this.issued.push(operation);
    });
  }

  performAtOnce(): never {
    throw new TypeError('AsyncStorage does nothing at once');
  }

  /** @returns whether there was anything to choose from */
  step(choose: (count: number) => number): boolean {
    const effects = this.#order.effectable();
    const reports = this.#order.reportable();
    if (effects.length + reports.length === 0) return false;
    const chosen = choose(effects.length + reports.length);
    const effect = effects[chosen];
    const report = reports[chosen - effects.length];
    if (effect) {
      effect.result = this.#process.carryOut(effect.operation);
      this.#order.takeEffect(effect);
    } else if (report) {
      this.#order.report(report);
      const { number, result, operation } = report;
      // The order of keys is SQLite's, or the dictionary's, to choose.
      this.reported.push([
        number,
        operation.method === 'getAllKeys' ? [...(result as string[])].sort() : result,
      ]);
      report.resolve(result as never);
    }
    return true;
  }
}

const quiescence = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe.each(['async-storage-android', 'async-storage-ios'] as const)('%s', (backend) => {
  test('yields no order that a serial queue cannot produce, whatever is chosen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(appCall, { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        async (actors, choices) => {
          // Arrange
          const native = new ChosenStorage(backend);
          const storage = new FakeAsyncStorage(native);

          // Act
          for (const [index, calls] of actors.entries()) void runActor(storage, calls, `${index}`);
          await quiescence();
          while (native.step((count) => choices.next().value % count)) await quiescence();

          // Assert
          const reference = new ReferenceQueue();
          expect(native.reported).toEqual(
            native.issued.map((operation, number) => [number, reference.carryOut(operation)]),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  test('lets other operations of the same run overtake multiGet, and none of later runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(appCall, { minLength: 1 }), { minLength: 1 }), async (runs) => {
        const native = new ChosenStorage(backend);
        const storage = new FakeAsyncStorage(native);
        const expected: string[] = [];

        for (const calls of runs) {
          void runActor(
            storage,
            calls.map((call) => ({ ...call, awaited: false })),
            'run',
          );
          await quiescence();
          const methods = calls.map(({ call }) => call);
          expected.push(...methods.filter((method) => method !== 'multiGet'));
          if (methods.includes('multiGet')) expected.push('multiGet');
        }

        expect(native.issued.map(({ method }) => method)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
