import { describe, expect, it } from 'vitest';
import { eventLoopTurn } from '../../simulation/world/quiescence.ts';
import { bundleOf, evaluate } from './fixtures.ts';
import { instrumentBundle } from './instrument.ts';
import { SNIPPETS } from './snippets.ts';
import { HeapTracker } from './tracker.ts';

/** What a snippet logs, each entry with the number of turns that the queue of microtasks had made by then. */
async function behaviour(snippet: string, tracker?: HeapTracker): Promise<string[]> {
  const log: string[] = [];
  let turns = 0;
  let running = true;
  const console = {
    log: (...values: unknown[]) => void log.push(`${turns} ${values.map(describeValue).join(' ')}`),
  };
  const turn = (): void => {
    turns += 1;
    if (running && turns < 500) queueMicrotask(turn);
  };
  const plain = bundleOf(`${PRELUDE}${snippet};return { run: typeof run === 'function' ? run : () => {} };`);
  const program = evaluate(tracker ? instrumentBundle(plain) : plain, { console, Math, Date }, tracker);
  for (const step of ['first', 'second']) {
    tracker?.beginStep(step);
    console.log(step);
    queueMicrotask(turn);
    try {
      const result = program.run?.(step);
      if (result instanceof Promise) result.then(console.log, console.log);
      else console.log(result);
    } catch (error) {
      console.log(error);
    }
    await eventLoopTurn();
    running = false;
    await eventLoopTurn();
    running = true;
    tracker?.endStep();
  }
  return log;
}

const PRELUDE = `
const note = (what, value = what) => { console.log(what); return value; };
const later = (value) => new Promise((resolve) => resolve(value));
`;

function describeValue(value: unknown): string {
  if (value instanceof Error)
    return `${value.name}: ${value.message.replace(/[$\w.()]*\.(\w+) is not/, '$1 is not')}`;
  if (typeof value === 'function') return `function ${value.name}/${value.length}`;
  if (value instanceof Map || value instanceof Set) return JSON.stringify([...value]);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  return Object.is(value, -0) ? '-0' : (JSON.stringify(value) ?? 'undefined');
}

describe.each(Object.entries(SNIPPETS))('an instrumented program with %s', (_, snippets) => {
  it.each(snippets)('does the same: %s', async (snippet) => {
    const plain = await behaviour(snippet);
    expect(plain.length).toBeGreaterThan(2);
    expect(await behaviour(snippet, new HeapTracker())).toEqual(plain);
  });
});
