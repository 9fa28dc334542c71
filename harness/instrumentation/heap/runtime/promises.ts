import { inspect } from 'node:util';
import type { Identities } from './identities.ts';
import { followed, type Onlooker } from './iteration.ts';
import type { Location, Owner } from './location.ts';
import type { Recorder } from './recorder.ts';

type Combinator = 'all' | 'allSettled' | 'any' | 'race';
type Settled = 'fulfilled' | 'rejected';

/** How the outcome of one promise matters to another one that combines several. */
interface Link {
  readonly combined: Owner;
  readonly combinator: Combinator;
}

/**
 * The hidden state of promises that more than one step may see: whether it is settled, and who waits for it in
 * which order. Waiting and settling are writes to it. Who joins a promise that is settled changes nothing.
 *
 * No reaction is added to a promise, which would be a microtask that the program does not have and would make a
 * rejection a handled one. Whether it is settled is asked at the end of each step instead.
 */
export class Promises {
  readonly #recorder: Recorder;
  readonly #identities: Identities;
  /** Those watched before {@link keep}, all of them settled, and those since. */
  #kept: WeakSet<Promise<unknown>> | undefined;
  #watched = new WeakSet<Promise<unknown>>();
  /** Those watched that are not settled, with what hangs on each. */
  readonly #pending = new Map<Promise<unknown>, Link[]>();

  constructor(recorder: Recorder, identities: Identities) {
    this.#recorder = recorder;
    this.#identities = identities;
  }

  /** Remembers which promises there are; none may be pending. See {@link rewind}. */
  keep(): void {
    this.sweep();
    this.#kept = this.#watched;
    this.#watched = new WeakSet();
  }

  /** Forgets those that have come since {@link keep}. */
  rewind(): void {
    this.#watched = new WeakSet();
    this.#pending.clear();
  }

  /** To be called with all that is put where a later step could find it. */
  stored(value: unknown): void {
    if (!(value instanceof Promise) || this.#watched.has(value) || this.#kept?.has(value)) return;
    this.#identities.bear(value);
    this.#watched.add(value);
    this.#pending.set(value, []);
  }

  /** To be called with all that is waited for. */
  joined(value: unknown): void {
    if (!(value instanceof Promise)) return;
    const known = this.#identities.get(value);
    // One that was never stored came from a call that this very expression made.
    if (known === undefined || known.step === this.#recorder.step) return;
    this.stored(value);
    if (this.#pending.has(value)) this.#recorder.writeOnTop(hiddenStateOf(known));
    else this.#recorder.read(hiddenStateOf(known));
  }

  /** As `new Class(executor)`, of promises: the first of the steps that settle it wins. */
  create(executor: unknown, Class = Promise): Promise<unknown> {
    if (typeof executor !== 'function') return new Class(executor as never);
    let settled = false;
    let known: Owner | undefined;
    const settle = (): void => {
      if (known && known.step !== this.#recorder.step) {
        if (settled) this.#recorder.read(hiddenStateOf(known));
        else this.#recorder.writeOnTop(hiddenStateOf(known));
      }
      settled = true;
    };
    const following = (pass: unknown): unknown =>
      typeof pass === 'function'
        ? (value: unknown) => {
            this.joined(value);
            settle();
            return pass(value) as unknown;
          }
        : pass;
    // A class of the program may call it with something else.
    const promise = new Class((...args: unknown[]) => executor(...args.map(following)) as undefined);
    this.stored(promise);
    known = this.#identities.get(promise);
    return promise;
  }

  /** As `Promise[combinator](iterable)`. */
  combine(combinator: Combinator, iterable: unknown, onlooker: Onlooker): Promise<unknown> {
    const parts: unknown[] = [];
    const given = isGiven(iterable)
      ? followed(iterable, { ...onlooker, value: (part) => parts.push(part) })
      : iterable;
    const promise = Reflect.apply(Promise[combinator], Promise, [given]) as Promise<unknown>;
    this.stored(promise);
    for (const part of parts) {
      if (!(part instanceof Promise)) continue;
      this.stored(part);
      this.joined(part);
      this.#pending.get(part)?.push({ combined: this.#identities.bear(promise), combinator });
    }
    return promise;
  }

  /** Finds out what has been settled. To be called at the end of each step. */
  sweep(): void {
    for (const [promise, links] of this.#pending) {
      const settled = settlementOf(promise);
      if (settled === undefined) continue;
      this.#pending.delete(promise);
      const known = this.#identities.bear(promise);
      if (known.step !== this.#recorder.step) {
        // The order in which it was joined has now had its effect, on this step.
        this.#recorder.read(hiddenStateOf(known));
        this.#recorder.writePrimitive(hiddenStateOf(known), settled);
      }
      for (const { combined, combinator } of links) {
        if (combined.step === this.#recorder.step) continue;
        if (isDecisive(combinator, settled)) this.#recorder.writeOnTop(hiddenStateOf(combined));
        else this.#recorder.read(hiddenStateOf(combined));
      }
    }
  }
}

function hiddenStateOf(promise: Owner): Location {
  return promise.location('(promise)');
}

/** Whether the first of several such outcomes decides the combined one, so that their order counts. */
function isDecisive(combinator: Combinator, settled: Settled): boolean {
  if (combinator === 'race') return true;
  if (combinator === 'all') return settled === 'rejected';
  return combinator === 'any' && settled === 'fulfilled';
}

const INSPECT = {
  depth: 0,
  customInspect: false,
  maxArrayLength: 0,
  maxStringLength: 0,
  breakLength: Infinity,
};

/** The only way to ask a promise that leaves it as it is. */
function settlementOf(promise: Promise<unknown>): Settled | undefined {
  const text = inspect(promise, INSPECT);
  const state = text.slice(text.indexOf('{') + 2);
  if (state.startsWith('<pending>')) return undefined;
  return state.startsWith('<rejected>') ? 'rejected' : 'fulfilled';
}

function isGiven(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
