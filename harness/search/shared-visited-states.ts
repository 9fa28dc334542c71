import { hashWord } from './hash64.ts';
import type { VisitedStates } from './visited-states.ts';

/** The memory behind {@link SharedVisitedStates}, to be handed to worker threads. */
export interface SharedStatesMemory {
  readonly keys: SharedArrayBuffer;
  readonly sleeps: SharedArrayBuffer;
  readonly count: SharedArrayBuffer;
}

const KEY_BYTES = 8;
const SLEEP_BYTES = 4;
const FREE = 0n;
const NOT_YET = 0;

/** @param capacity most states, a power of two; 12 bytes each */
export function allocateSharedStates(capacity: number): SharedStatesMemory {
  return {
    keys: new SharedArrayBuffer(capacity * KEY_BYTES),
    sleeps: new SharedArrayBuffer(capacity * SLEEP_BYTES),
    count: new SharedArrayBuffer(SLEEP_BYTES),
  };
}

/**
 * A table of states that worker threads share: open addressing over 64-bit hashes, entries claimed by compare and
 * exchange. Of a sleep set it keeps a hash only: where that differs from the one at hand, all steps are tried
 * again, which costs time and loses nothing.
 */
export class SharedVisitedStates implements VisitedStates {
  readonly #keys: BigInt64Array;
  readonly #sleeps: Int32Array;
  readonly #count: Int32Array;

  constructor({ keys, sleeps, count }: SharedStatesMemory) {
    this.#keys = new BigInt64Array(keys);
    this.#sleeps = new Int32Array(sleeps);
    this.#count = new Int32Array(count);
  }

  get size(): number {
    return Atomics.load(this.#count, 0);
  }

  /** @throws {RangeError} when the table is full */
  meet(key: string, sleep: ReadonlySet<string>): ReadonlySet<string> | 'all' | undefined {
    const word = keyWord(key);
    const asleep = sleepWord(sleep);
    const mask = this.#keys.length - 1;
    let slot = Number(BigInt.asUintN(32, word)) & mask;
    for (let probes = 0; probes <= mask; probes += 1) {
      const found = Atomics.compareExchange(this.#keys, slot, FREE, word);
      if (found === FREE) {
        Atomics.store(this.#sleeps, slot, asleep);
        Atomics.add(this.#count, 0, 1);
        return undefined;
      }
      if (found === word) {
        const before = Atomics.load(this.#sleeps, slot);
        return before === NO_SLEEP || before === asleep ? NOTHING : 'all';
      }
      slot = (slot + 1) & mask;
    }
    throw new RangeError(`more than ${this.#keys.length} states`);
  }
}

const NOTHING: ReadonlySet<string> = new Set();
const NO_SLEEP = sleepWord(NOTHING);

function sleepWord(sleep: ReadonlySet<string>): number {
  const [low = '0'] = hashWord([...sleep].sort().join(' ')).split('.');
  const word = Number.parseInt(low, 36) | 0;
  return word === NOT_YET ? 1 : word;
}

function keyWord(key: string): bigint {
  const [low = '0', high = '0'] = hashWord(key).split('.');
  const word = (BigInt(Number.parseInt(high, 36)) << 32n) | BigInt(Number.parseInt(low, 36));
  const signed = BigInt.asIntN(64, word);
  return signed === FREE ? 1n : signed;
}
