import type { Accesses } from '../../instrumentation/access-set.ts';
import { HashSum, hashWord } from '../../simulation/world/hash64.ts';
import { Lineage, type Step } from '../../simulation/world/step.ts';
import { type StepSource, World } from '../../simulation/world/world.ts';
import type { SearchProbe } from './probe.ts';

/** One access of a thread to a shared variable, or to a lock. */
export type Operation =
  | { readonly do: 'read'; readonly variable: string }
  | { readonly do: 'write'; readonly variable: string; readonly value: number }
  /** Compare-and-swap: writes if the variable is 0. Yields what was there. */
  | { readonly do: 'swap'; readonly variable: string; readonly value: number }
  | { readonly do: 'acquire' | 'release'; readonly variable: string };

/** A thread of a small made-up program: it yields its operations and receives what reads read. */
export type Thread = () => Generator<Operation, void, number>;

export const read = (variable: string): Operation => ({ do: 'read', variable });
export const write = (variable: string, value: number): Operation => ({ do: 'write', variable, value });
export const acquire = (variable: string): Operation => ({ do: 'acquire', variable });
export const release = (variable: string): Operation => ({ do: 'release', variable });

/**
 * A world of threads over shared variables, all 0 at first, in place of Amplify: for checking searches against
 * programs whose number of classes is known, and against brute force.
 */
export class ProgramWorld implements StepSource, SearchProbe {
  readonly world = new World({ seed: 0, observed: false });
  readonly #variables = new Map<string, number>();
  readonly #pending = new Map<number, Step>();
  readonly #digests = new Map<string, string>();
  readonly #history = new HashSum();
  #seen = 0;

  constructor(threads: readonly Thread[]) {
    this.world.addSource(this);
    threads.forEach((thread, index) => {
      this.#advance(index, thread(), Lineage.root(`t${index}`), 0);
    });
  }

  /** The variables at this moment, as text that is equal for equal contents. */
  get outcome(): string {
    return [...this.#variables]
      .filter(([, value]) => value !== 0)
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join(' ');
  }

  collect(into: Step[]): void {
    for (const [, step] of [...this.#pending].sort(([left], [right]) => left - right)) {
      const locked = step.kind === 'call' && (this.#variables.get(step.resource ?? '') ?? 0) !== 0;
      if (!locked) into.push(step);
    }
  }

  dropRealm(): void {}

  before(): void {}

  after(step: Step): Accesses {
    this.afterAgain(step);
    return new Map([[step.resource ?? '', step.writes ? 'write' : 'read']]);
  }

  afterAgain(step: Step): void {
    const parent = this.#digests.get(step.lineage.parent ?? '') ?? '';
    const digest = hashWord(`${parent} ${step.id} ${this.#seen}`);
    this.#digests.set(step.id, digest);
    this.#history.add(digest);
  }

  stateKey(): string {
    return `${this.#history.value} ${this.outcome}`;
  }

  lost(what: string): never {
    throw new Error(what);
  }

  isInvisible(): boolean {
    return false;
  }

  #advance(
    index: number,
    thread: Generator<Operation, void, number>,
    lineage: Lineage,
    result: number,
  ): void {
    const { value: operation, done } = thread.next(result);
    if (done || !operation) {
      this.#pending.delete(index);
      return;
    }
    this.#pending.set(index, {
      lineage,
      id: lineage.id,
      // The kind that stands for a step which may have to wait: an acquisition.
      kind: operation.do === 'acquire' ? 'call' : 'effect',
      actor: `t${index}`,
      realm: 'program',
      resource: operation.variable,
      writes: operation.do !== 'read',
      runsJavaScript: false,
      stack: undefined,
      facts: () => ({
        kind: operation.do === 'acquire' ? 'call' : 'effect',
        operation: operation.do,
        keys: [operation.variable],
      }),
      run: () => {
        this.#seen = this.#perform(operation);
        this.#advance(index, thread, lineage.next(), this.#seen);
      },
    });
  }

  #perform(operation: Operation): number {
    switch (operation.do) {
      case 'read':
        return this.#variables.get(operation.variable) ?? 0;
      case 'write':
        this.#variables.set(operation.variable, operation.value);
        return operation.value;
      case 'swap': {
        const before = this.#variables.get(operation.variable) ?? 0;
        if (before === 0) this.#variables.set(operation.variable, operation.value);
        return before;
      }
      case 'acquire':
        this.#variables.set(operation.variable, 1);
        return 1;
      case 'release':
        this.#variables.set(operation.variable, 0);
        return 0;
    }
  }
}
