import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StorageProcess } from './backend.ts';
import { type BackendOperation, entriesWritten, keysTouched } from './batch-operation.ts';
import { STORAGE_BACKEND_NAMES, STORAGE_BACKENDS } from './catalogue.ts';
import type { StorageFailure } from './failure.ts';

const KEYS = ['a', 'b', 'c'];
/** Longer than what iOS keeps in its manifest. */
const TOKEN = 'x'.repeat(1500);

const operation: fc.Arbitrary<BackendOperation> = fc.oneof(
  fc.record({ method: fc.constant('getItem' as const), key: fc.constantFrom(...KEYS) }),
  fc.record({
    method: fc.constant('setItem' as const),
    key: fc.constantFrom(...KEYS),
    value: fc.constantFrom('1', '2', `${TOKEN}1`, `${TOKEN}2`),
  }),
  fc.record({ method: fc.constant('removeItem' as const), key: fc.constantFrom(...KEYS) }),
  fc.record({ method: fc.constant('multiGet' as const), keys: fc.subarray(KEYS) }),
  fc.record({
    method: fc.constant('multiSet' as const),
    entries: fc.array(fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom('1', `${TOKEN}1`)), {
      maxLength: 3,
    }),
  }),
  fc.record({ method: fc.constant('multiRemove' as const), keys: fc.subarray(KEYS) }),
  fc.constant({ method: 'clear' as const }),
);

/** An operation, and which of the failures that can hit it does, if any. */
interface Attempt {
  readonly operation: BackendOperation;
  readonly choice: number;
}

const attempts = fc.array(fc.record({ operation, choice: fc.nat({ max: 9 }) }), { maxLength: 15 });

function attempt(process: StorageProcess, { operation, choice }: Attempt): unknown {
  const failures: (StorageFailure | undefined)[] = [undefined, ...process.failuresOf(operation)];
  try {
    return { result: process.carryOut(operation, failures[choice % failures.length]) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

describe.each(STORAGE_BACKEND_NAMES)('%s, whatever hits it', (name) => {
  const backend = STORAGE_BACKENDS[name];
  const refused = ({ operation }: Attempt): boolean => backend.refusal?.(operation) !== undefined;

  test('fails only when something hits it, and only in the ways of the backend', () => {
    fc.assert(
      fc.property(attempts, (program) => {
        const process = backend.device(new Map()).start();
        for (const each of program.filter((each) => !refused(each))) {
          const failures = process.failuresOf(each.operation);
          expect(backend.failures).toEqual(expect.arrayContaining([...failures]));
          const outcome = attempt(process, { ...each, choice: 0 });
          expect(outcome).toHaveProperty('result');
        }
      }),
    );
  });

  test('holds no values but those that were to be written', () => {
    fc.assert(
      fc.property(attempts, (program) => {
        const data = new Map<string, string>();
        const process = backend.device(data).start();
        const written = new Map<string, Set<string>>(KEYS.map((key) => [key, new Set()]));
        for (const each of program.filter((each) => !refused(each))) {
          for (const [key, value] of entriesWritten(each.operation)) written.get(key)?.add(value);

          attempt(process, each);

          for (const [key, value] of data) expect(written.get(key)).toContain(value);
        }
      }),
    );
  });

  test('reads after a restart what is on disk', () => {
    fc.assert(
      fc.property(attempts, (program) => {
        const data = new Map<string, string>();
        const device = backend.device(data);
        const process = device.start();
        for (const each of program.filter((each) => !refused(each))) attempt(process, each);

        const restarted = device.start();

        for (const key of KEYS) {
          const read = restarted.carryOut({ method: 'getItem', key });
          expect(read).toBe(data.get(key) ?? null);
        }
      }),
    );
  });

  test('has no memory that it does not tell of', () => {
    fc.assert(
      fc.property(attempts, attempts, (program, rest) => {
        const data = new Map<string, string>();
        const process = backend.device(data).start();
        for (const each of program.filter((each) => !refused(each))) attempt(process, each);
        const fresh = backend.device(new Map(data)).start();
        // The first operation of a process may load what later ones find.
        for (const key of KEYS) fresh.carryOut({ method: 'getItem', key });
        fc.pre(process.memory() === fresh.memory());

        for (const each of rest.filter((each) => !refused(each))) {
          expect(attempt(process, each)).toEqual(attempt(fresh, each));
        }
      }),
    );
  });

  test('touches no keys but those that the operation names', () => {
    fc.assert(
      fc.property(attempts, (program) => {
        // A lost key takes everything with it.
        const harmless = program.filter((each) => !refused(each)).map((each) => ({ ...each, choice: 0 }));
        const data = new Map<string, string>();
        const process = backend.device(data).start();
        for (const each of harmless) {
          const before = new Map(data);
          attempt(process, each);
          const touched = keysTouched(each.operation) ?? KEYS;
          for (const key of KEYS.filter((key) => !touched.includes(key))) {
            expect(data.get(key)).toBe(before.get(key));
          }
        }
      }),
    );
  });
});
