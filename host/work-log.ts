import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/**
 * What each thread of a command is doing, in memory that all of them share, for the thread that watches them. It holds
 * no verdict: whoever reads it decides at most to give up. Without a watcher, as in Vitest, nothing is written.
 */
const KEY = 'amplify-race.work-log';

const MOST_THREADS = 64;
/** Of what one thread is doing and of its schedule, as far as it fits in. */
const TEXT_BYTES = 16_384;
/** Whole numbers of a thread: how deep it is in its work, a count that goes up with it, and the bytes of its text. */
const [DEPTH, BEATS, BYTES, NUMBERS] = [0, 1, 2, 3];
/** Whole numbers of all: how many threads there are, and whether it is of use to ask for results before the end. */
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

/** The part of the memory that is this thread's; undefined where nobody watches. */
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

/** Says that this thread begins a piece of work. Within another one it says nothing new. */
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

/** Says that the step with this id is about to be taken. */
export function noteStep(id: string): void {
  const log = own();
  if (!log) return;
  append(log, `${id} `);
  beat(log);
}

/** Says that the work that was begun last has ended. */
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

/** Says whether whoever stops the command now gets results for it. */
export function setGentle(gentle: boolean): void {
  const log = own();
  if (log) Atomics.store(log.numbers, GENTLE, gentle ? 1 : 0);
}

/** Awaits what has no results to give when it is stopped: it is stopped at once. */
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

  /** The log of this thread and of all that it starts from now on: the one that it was given, or a new one. */
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

  /** What is under way, in whichever thread. */
  underWay(): Work | undefined {
    return this.#threads()
      .find(({ busy }) => busy)
      ?.work();
  }

  /**
   * Looks at all threads. To be called at regular intervals.
   * @param most intervals in which a thread may do nothing new
   * @returns what a thread has not gone on with in so many
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
          // A copy: text in shared memory cannot be decoded.
          const bytes = text.slice(from, from + Atomics.load(numbers, at + BYTES));
          const [what = '', steps = ''] = new TextDecoder().decode(bytes).split('\n');
          return { what, schedule: steps.split(' ').filter((id) => id !== '') };
        },
      };
    });
  }
}
