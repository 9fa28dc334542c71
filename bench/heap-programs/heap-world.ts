import { compileFunction } from 'node:vm';
import { INJECTED_GLOBALS } from '../../harness/amplify/releases/injected-globals.ts';
import type { Bundle } from '../../harness/amplify/releases/release.ts';
import type { SearchProbe } from '../../harness/exploration/search/probe.ts';
import type { Accesses } from '../../harness/instrumentation/access-set.ts';
import { HEAP_HOOKS } from '../../harness/instrumentation/heap/hook-names.ts';
import { HeapTracker } from '../../harness/instrumentation/heap/tracker.ts';
import { HashSum, hashWord } from '../../harness/simulation/world/hash64.ts';
import { whenQuiescent } from '../../harness/simulation/world/quiescence.ts';
import { Lineage, type Step } from '../../harness/simulation/world/step.ts';

/** What a generated program returns. */
export interface Exports {
  readonly actors: readonly (() => Promise<unknown>)[];
  /** What is left when nothing is enabled any more. */
  dump(): Promise<string>;
}

/** A program that can be evaluated again and again. */
export type Compiled = (globals: Readonly<Record<string, unknown>>, hooks?: object) => Exports;

export function compile({ code }: Bundle): Compiled {
  const evaluate = compileFunction(code, [...INJECTED_GLOBALS, HEAP_HOOKS]);
  return (globals, hooks) =>
    evaluate(...INJECTED_GLOBALS.map((name) => globals[name]), hooks) as unknown as Exports;
}

/**
 * A world in which a program of concurrent actors runs, in place of Amplify: each call of `fetch` is a step, which
 * answers it. What an actor prints and what is left at the end is the outcome.
 */
export class HeapWorld implements SearchProbe {
  readonly tracker: HeapTracker | undefined;
  readonly #exports: Exports;
  readonly #pending = new Map<string, Step>();
  readonly #printed = new Map<string, string[]>();
  readonly #digests = new Map<string, string>();
  readonly #history = new HashSum();
  #current: Step | undefined;

  /** @param tracked whether the program is an instrumented one */
  constructor(program: Compiled, tracked: boolean) {
    this.tracker = tracked ? new HeapTracker() : undefined;
    const globals = { ...GLOBALS, fetch: () => this.#fetch(), console: this.#console() };
    this.#exports = program(globals, this.tracker?.hooks);
    this.tracker?.finishBoot([this.#exports, ...this.#exports.actors]);
    this.#exports.actors.forEach((actor, index) => {
      this.#add(Lineage.root(`a${index}`), () => void actor().catch((error) => this.#print(index, [error])));
    });
  }

  enabled(): Step[] {
    return [...this.#pending.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  /** Takes a step. @returns a promise of quiescence */
  take(step: Step): Promise<void> {
    this.#current = step;
    this.#pending.delete(step.id);
    step.run();
    return new Promise((resolve) => whenQuiescent(resolve));
  }

  /** What the actors printed, in their own order each, and what is left. */
  async outcome(): Promise<string> {
    const printed = [...this.#printed].sort(([left], [right]) => (left < right ? -1 : 1));
    const left = this.#exports.dump().catch((error: Error) => error.name);
    await new Promise<void>((resolve) => whenQuiescent(resolve));
    return JSON.stringify([printed, await Promise.race([left, 'never dumped'])]);
  }

  before(step: Step): void {
    this.tracker?.beginStep(hashWord(`${this.#inherited(step)} ${step.id}`));
  }

  after(step: Step): Accesses {
    const { accesses, readDigest } = this.tracker?.endStep() ?? { accesses: new Map(), readDigest: '' };
    this.#remember(step, readDigest);
    return accesses;
  }

  afterAgain(step: Step): void {
    this.#remember(step, this.tracker?.endKnownStep() ?? '');
  }

  stateKey(): string {
    return `${this.#history.value} ${this.tracker?.stateDigest()}`;
  }

  isInvisible(): boolean {
    return false;
  }

  lost(what: string): never {
    throw new Error(what);
  }

  #inherited({ lineage }: Step): string {
    return this.#digests.get(lineage.parent ?? '') ?? '';
  }

  #remember(step: Step, read: string): void {
    const digest = hashWord(`${this.#inherited(step)} ${step.id} ${read}`);
    this.#digests.set(step.id, digest);
    this.#history.add(digest);
  }

  #fetch(): Promise<number> {
    const issuer = this.#current;
    return new Promise((resolve) => {
      if (issuer) this.#add(issuer.lineage.next(), () => resolve(1));
    });
  }

  #console(): object {
    return {
      log: (actor: number, ...values: unknown[]) => {
        // A program may be endless, such as a loop over an iterator that another loop begins anew.
        if ((this.#printed.get(String(actor)) ?? []).length >= MOST_LINES) throw new RangeError('endless');
        this.#print(actor, values);
      },
    };
  }

  #print(actor: number, values: readonly unknown[]): void {
    const lines = this.#printed.get(String(actor)) ?? [];
    this.#printed.set(String(actor), lines);
    lines.push(values.map((value) => (value instanceof Error ? value.name : String(value))).join(' '));
  }

  #add(lineage: Lineage, run: () => void): void {
    this.#pending.set(lineage.id, {
      lineage,
      id: lineage.id,
      kind: 'completion',
      actor: lineage.id,
      realm: 'program',
      resource: undefined,
      writes: false,
      runsJavaScript: true,
      stack: undefined,
      facts: () => ({ kind: 'completion', operation: lineage.id }),
      run,
    });
  }
}

/** How much an actor prints at most. */
const MOST_LINES = 1000;

/** Random bytes as a realm gives them, but always the same. */
const crypto = {
  getRandomValues<View extends Uint8Array>(view: View): View {
    return view.fill(7);
  },
};

const GLOBALS = { Date, Math, crypto, queueMicrotask, Response };
