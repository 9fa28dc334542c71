import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/**
 * What each thread of a command is doing, in shared memory, for the thread that watches them. It holds no verdict: its
 * reader can only decide to give up. Without a watcher, as in Vitest, nothing is written.
 */
const KEY = 'amplify-race.work-log';

const MOST_THREADS = 64;
/** Room for what one thread is doing and for its schedule. Text that does not fit is cut. */
const TEXT_BYTES = 16_384;
/** A thread's integers: how deep its work is nested, a counter of its progress, and the number of bytes of its text. */
const [DEPTH, BEATS, BYTES, NUMBERS] = [0, 1, 2, 3];
/** Integers for all threads: the number of threads, and whether a stopped command still gives results. */
const [THREADS, GENTLE, SHARED] = [0, 1, 2];
const ALL_NUMBERS = SHARED + MOST_THREADS * NUMBERS;
const NUMBERS_BYTES = ALL_NUMBERS * Int32Array.BYTES_PER_ELEMENT;

interface Memory {
  readonly numbers: Int32Array;
  readonly text: Uint8Array;
}

function memoryOf(buffer: SharedArrayBuffer): Memory {
  return {
    numbers: new Int32Array(buffer, 0, ALL_NUMBERS),
    text: new Uint8Array(buffer, NUMBERS_BYTES),
  };
}

/** This thread's part of the memory; undefined if nobody watches. */
interface Mine extends Memory {
  readonly at: number;
}

let mine: Mine | undefined | 'unknown' = 'unknown';
const encoder = new TextEncoder();

function own(): Mine | undefined {
  if (mine !== 'unknown') return mine;
  const buffer = getEnvironmentData(KEY);
  if (!(buffer instanceof SharedArrayBuffer)) {
    mine = undefined;
    return mine;
  }
  const { numbers, text } = memoryOf(buffer);
  const thread = Atomics.add(numbers, THREADS, 1) % MOST_THREADS;
  const from = thread * TEXT_BYTES;
  mine = { numbers, at: SHARED + thread * NUMBERS, text: text.subarray(from, from + TEXT_BYTES) };
  return mine;
}

/** Notes that this thread begins a piece of work. Inside another piece of work, the note of the outer one stays. */
export function beginWork(what: () => string): void {
  const log = own();
  if (!log) return;
  const { numbers, at } = log;
  const depth = numbers[at + DEPTH] ?? 0;
  numbers[at + DEPTH] = depth + 1;
  beat(log);
  if (depth > 0) return;
  numbers[at + BYTES] = 0;
  append(log, `${what()}\n`);
}

/** Notes that the step with this id is about to be taken. */
export function noteStep(id: string): void {
  const log = own();
  if (!log) return;
  append(log, `${id} `);
  beat(log);
}

/** Notes that the piece of work that began last has ended. */
export function endWork(): void {
  const log = own();
  if (!log) return;
  const depth = log.numbers[log.at + DEPTH] ?? 0;
  log.numbers[log.at + DEPTH] = Math.max(0, depth - 1);
  beat(log);
}

/** Runs code as a piece of work. */
export function working<T>(what: () => string, code: () => T): T {
  beginWork(what);
  try {
    return code();
  } finally {
    endWork();
  }
}

/** Sets whether a user who stops the command now gets results. */
export function setGentle(gentle: boolean): void {
  const log = own();
  if (log) Atomics.store(log.numbers, GENTLE, gentle ? 1 : 0);
}

/** Awaits something that has no results if it is stopped, and so is stopped at once. */
export async function abruptly<T>(code: () => Promise<T>): Promise<T> {
  setGentle(false);
  try {
    return await code();
  } finally {
    setGentle(true);
  }
}

function beat({ numbers, at }: Mine): void {
  numbers[at + BEATS] = ((numbers[at + BEATS] ?? 0) + 1) | 0;
}

function append({ numbers, at, text }: Mine, words: string): void {
  const bytes = numbers[at + BYTES] ?? 0;
  const { written } = encoder.encodeInto(words, text.subarray(bytes));
  numbers[at + BYTES] = bytes + written;
}

/** A piece of work that is under way. */
export interface Work {
  readonly what: string;
  /** Ids of the steps taken, in order. */
  readonly schedule: readonly string[];
}

/** The log as the thread that watches sees it. */
export class WatchedLog {
  readonly #memory: Memory;
  readonly #beats = new Map<number, number>();
  readonly #rests = new Map<number, number>();

  /** Uses the log that this thread was given, or creates one for it and all threads that it starts from now on. */
  constructor() {
    const given: unknown = getEnvironmentData(KEY);
    const buffer =
      given instanceof SharedArrayBuffer
        ? given
        : new SharedArrayBuffer(NUMBERS_BYTES + MOST_THREADS * TEXT_BYTES);
    this.#memory = memoryOf(buffer);
    setEnvironmentData(KEY, buffer);
    mine = 'unknown';
  }

  get gentle(): boolean {
    return Atomics.load(this.#memory.numbers, GENTLE) === 1;
  }

  /** The work that is under way in any of the threads. */
  underWay(): Work | undefined {
    return this.#threads()
      .find(({ busy }) => busy)
      ?.work();
  }

  /**
   * Looks at all threads. Call it at regular intervals.
   * @param most the number of intervals that a thread may spend without progress
   * @returns the work of a thread that has made no progress for that long
   */
  stuckFor(most: number): Work | undefined {
    for (const { thread, busy, beats, work } of this.#threads()) {
      const rests = busy && this.#beats.get(thread) === beats ? (this.#rests.get(thread) ?? 0) + 1 : 0;
      this.#beats.set(thread, beats);
      this.#rests.set(thread, rests);
      if (rests >= most) return work();
    }
    return undefined;
  }

  #threads() {
    const { numbers, text } = this.#memory;
    const count = Math.min(MOST_THREADS, Atomics.load(numbers, THREADS));
    return Array.from({ length: count }, (_, thread) => {
      const at = SHARED + thread * NUMBERS;
      return {
        thread,
        busy: Atomics.load(numbers, at + DEPTH) > 0,
        beats: Atomics.load(numbers, at + BEATS),
        work: (): Work => {
          const from = thread * TEXT_BYTES;
          // A copy, because text in shared memory cannot be decoded.
          const bytes = text.slice(from, from + Atomics.load(numbers, at + BYTES));
          const [what = '', steps = ''] = new TextDecoder().decode(bytes).split('\n');
          return { what, schedule: steps.split(' ').filter((id) => id !== '') };
        },
      };
    });
  }
}
