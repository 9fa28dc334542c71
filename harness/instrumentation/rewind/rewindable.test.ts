import { compileFunction } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Bundle } from '../../amplify/releases/release.ts';
import { eventLoopTurn } from '../../simulation/world/quiescence.ts';
import { bundleOf, type Program } from '../heap/fixtures.ts';
import { HEAP_HOOKS } from '../heap/hook-names.ts';
import { instrumentBundle } from '../heap/instrument.ts';
import { SNIPPETS } from '../heap/snippets.ts';
import { HeapTracker } from '../heap/tracker.ts';
import { JOURNAL_HOOKS, Journal } from './journal.ts';
import { makeRewindable } from './rewindable.ts';

const PRELUDE = `
const note = (what, value = what) => { console.log(what); return value; };
const later = (value) => new Promise((resolve) => resolve(value));
`;

class Logged {
  log: string[] = [];
  #turns = 0;
  #counting = false;
  readonly #program: Program;

  constructor({ code }: Bundle, journal: Journal, heap?: HeapTracker) {
    const console = {
      log: (...values: unknown[]) =>
        void this.log.push(`${this.#turns} ${values.map(describeValue).join(' ')}`),
    };
    const evaluate = compileFunction(code, ['console', JOURNAL_HOOKS, HEAP_HOOKS]);
    this.#program = evaluate(console, journal.hooks, heap?.hooks) as Program;
    heap?.finishBoot([this.#program]);
  }

  /** What one run logs, each entry with the number of turns that the queue of microtasks had made by then. */
  async run(): Promise<readonly string[]> {
    this.log = [];
    this.#turns = 0;
    this.#counting = true;
    const turn = (): void => {
      this.#turns += 1;
      if (this.#counting && this.#turns < 500) queueMicrotask(turn);
    };
    queueMicrotask(turn);
    try {
      const result = this.#program.run?.('first');
      if (result instanceof Promise) result.then(this.#note, this.#note);
      else this.#note(result);
    } catch (error) {
      this.#note(error);
    }
    await eventLoopTurn();
    this.#counting = false;
    await eventLoopTurn();
    return this.log;
  }

  readonly #note = (value: unknown): void => void this.log.push(`${this.#turns} ${describeValue(value)}`);
}

function describeValue(value: unknown): string {
  if (value instanceof Error)
    return `${value.name}: ${value.message.replace(/[$\w.(){}"', ]*?\.(\w+) is not/, '$1 is not')}`;
  if (typeof value === 'function') return `function ${value.name}/${value.length}`;
  if (value instanceof Map || value instanceof Set) return JSON.stringify([...value]);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  return Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? 'undefined');
}

function programOf(snippet: string): Bundle {
  return bundleOf(`${PRELUDE}${snippet};return { run: typeof run === 'function' ? run : () => {} };`);
}

describe.each(Object.entries(SNIPPETS))('a rewindable program with %s', (_, snippets) => {
  it.each(snippets)('does the same, and the same again once it was rewound: %s', async (snippet) => {
    const plain = await new Logged(programOf(snippet), new Journal()).run();
    const bundle = makeRewindable(programOf(snippet));
    const journal = new Journal();
    const program = new Logged(bundle, journal);
    journal.begin();

    const first = await program.run();
    journal.rewind();
    const second = await program.run();
    journal.rewind();
    const third = await program.run();

    expect(first).toEqual(plain);
    if (bundle.obstacles.length > 0 || journal.spoilt || snippet.includes('const g = gen()')) return;
    expect(second).toEqual(plain);
    expect(third).toEqual(plain);
  });

  it.each(snippets)('has its heap followed in the same way once it was rewound: %s', async (snippet) => {
    const instrumented = instrumentBundle(programOf(snippet));
    const bundle = makeRewindable(instrumented);
    const [journal, heap] = [new Journal(), new HeapTracker()];
    const program = new Logged(bundle, journal, heap);
    journal.begin();
    heap.keep();
    const step = async () => {
      heap.beginStep('first');
      const log = await program.run();
      const { accesses, readDigest } = heap.endStep();
      const { untrackedAtRuntime } = heap;
      return { log, accesses, readDigest, state: heap.stateDigest(), untrackedAtRuntime };
    };

    const first = await step();
    journal.rewind();
    heap.rewind();
    const second = await step();

    // A realm with a pending promise is not kept.
    const isUnfit = bundle.obstacles.length > 0 || journal.spoilt || snippet.includes('const gate');
    if (isUnfit || snippet.includes('const g = gen()')) return;
    expect(second).toEqual(first);
  });
});
