import { hashOf } from '../../instrumentation/heap/runtime/hash.ts';
import { MOST_ASLEEP, type VisitedStates } from './visited-states.ts';

/** The memory behind {@link SharedVisitedStates}, to be handed to worker threads. */
export interface SharedStatesMemory {
  readonly keys: SharedArrayBuffer;
  readonly asleep: SharedArrayBuffer;
  readonly count: SharedArrayBuffer;
}

const KEY_BYTES = 8;
const ASLEEP_BYTES = 4;
const FREE = 0n;
/** Set in every used entry. */
const PRESENT = 1 << MOST_ASLEEP;

/** @param capacity the most states, a power of two; 12 bytes each, of which the system allocates only what is used */
export function allocateSharedStates(capacity: number): SharedStatesMemory {
  return {
    keys: new SharedArrayBuffer(capacity * KEY_BYTES),
    asleep: new SharedArrayBuffer(capacity * ASLEEP_BYTES),
    count: new SharedArrayBuffer(ASLEEP_BYTES),
  };
}

/** A state and its sleep set, as {@link SharedVisitedStates} stores them. */
export type StateEntry = readonly [key: bigint, asleep: number];

/**
 * A table of states that worker threads share: open addressing over 64-bit hashes, entries claimed by compare and
 * exchange.
 */
export class SharedVisitedStates implements VisitedStates {
  readonly #keys: BigInt64Array;
  readonly #asleep: Int32Array;
  readonly #count: Int32Array;

  constructor({ keys, asleep, count }: SharedStatesMemory) {
    this.#keys = new BigInt64Array(keys);
    this.#asleep = new Int32Array(asleep);
    this.#count = new Int32Array(count);
  }

  get size(): number {
    return Atomics.load(this.#count, 0);
  }

  /** @throws {RangeError} if the table is full */
  meet(key: string, asleep: number): number | undefined {
    return this.#meet(keyWord(key), asleep);
  }

  /** All entries. No other thread may be using the table. */
  *entries(): Iterable<StateEntry> {
    // Most of a large table is empty.
    for (let slot = 0; slot < this.#asleep.length; slot += 1) {
      const asleep = this.#asleep[slot] ?? 0;
      if (asleep !== 0) yield [this.#keys[slot] ?? FREE, asleep & ~PRESENT];
    }
  }

  /** Adds entries of another table. */
  addAll(entries: Iterable<StateEntry>): void {
    for (const [key, asleep] of entries) this.#meet(key, asleep);
  }

  #meet(word: bigint, asleep: number): number | undefined {
    const mask = this.#keys.length - 1;
    let slot = Number(BigInt.asUintN(32, word)) & mask;
    for (let probes = 0; probes <= mask; probes += 1) {
      const found = Atomics.compareExchange(this.#keys, slot, FREE, word);
      if (found === FREE) {
        Atomics.store(this.#asleep, slot, asleep | PRESENT);
        Atomics.add(this.#count, 0, 1);
        return undefined;
      }
      if (found === word) {
        // Another thread has claimed the entry and is about to fill it.
        while (Atomics.load(this.#asleep, slot) === 0);
        return Atomics.and(this.#asleep, slot, asleep | PRESENT) & ~PRESENT;
      }
      slot = (slot + 1) & mask;
    }
    throw new RangeError(`more than ${this.#keys.length} states`);
  }
}

function keyWord(key: string): bigint {
  const { low, high } = hashOf(key);
  const word = BigInt.asIntN(64, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
  return word === FREE ? 1n : word;
}
