/** A call of a storage module's JavaScript. */
export interface ModuleCall {
  readonly method: string;
  readonly args: readonly unknown[];
  /** Whether a callback is passed behind the arguments. */
  readonly callback?: true;
}

/** Calls in blocks: those of one are made without waiting, the next block when everything has settled. */
export interface ModuleProgram {
  readonly name: string;
  /** What the native side has stored to begin with. */
  readonly stored?: Readonly<Record<string, string>>;
  /** Which of the native calls fail, by their number, and with which errors. */
  readonly failing?: Readonly<Record<number, readonly { readonly message: string; readonly key?: string }[]>>;
  readonly blocks: readonly (readonly ModuleCall[])[];
}

/** What the native side was asked for: reads, writes, removals, in a form that all modules share. */
export type NativeCall = readonly [method: string, ...args: unknown[]];

/** What came of a program. */
export interface ModuleRecord {
  readonly native: readonly NativeCall[];
  /** By call: what it returned, rejected with or threw. */
  readonly outcomes: readonly unknown[];
  /** By call, in the order in which they settled. */
  readonly settled: readonly number[];
  /** Of each callback, in the order in which they were called: which call it belongs to, and its arguments. */
  readonly callbacks: readonly (readonly [call: number, args: readonly unknown[]])[];
}

/** Runs a program on a module. `native` is where its native side writes down what it is asked for. */
export async function runModuleProgram(
  program: ModuleProgram,
  module: object,
  native: readonly NativeCall[],
): Promise<ModuleRecord> {
  const outcomes: unknown[] = [];
  const settled: number[] = [];
  const callbacks: [number, unknown[]][] = [];
  for (const block of program.blocks) {
    for (const { method, args, callback } of block) {
      const index = outcomes.length;
      const settle = (outcome: unknown): void => {
        outcomes[index] = outcome;
        settled.push(index);
      };
      const given: unknown[] = callback
        ? [...args, (...told: unknown[]) => callbacks.push([index, told.map(plain)])]
        : [...args];
      outcomes.push('pending');
      try {
        const called = (module as Record<string, (...args: unknown[]) => unknown>)[method];
        if (!called) throw new Error('no such method');
        Promise.resolve(called.apply(module, given)).then(
          (value) => settle({ resolves: plain(value) }),
          (error) => settle({ rejects: plain(error) }),
        );
      } catch (error) {
        settle({ throws: plain(error) });
      }
    }
    await untilSettled(outcomes);
  }
  return { native, outcomes, settled, callbacks };
}

/** Waits long enough for any block to settle; what has not by then stays pending. */
async function untilSettled(outcomes: readonly unknown[]): Promise<void> {
  for (let turn = 0; turn === 0 || (turn < 100 && outcomes.includes('pending')); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** A value as JSON can hold it. */
function plain(value: unknown): unknown {
  if (value instanceof Error) {
    const { message, key, type } = value as Error & { readonly key?: string; readonly type?: string };
    return { error: message, ...(key !== undefined && { key }), ...(type !== undefined && { type }) };
  }
  if (Array.isArray(value)) return value.map(plain);
  return value ?? null;
}
