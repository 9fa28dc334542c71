import type { WholeExecution } from '../../simulation/execution/execution.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { actorName } from '../../simulation/scenario/actor-name.ts';
import { Lineage, type Step } from '../../simulation/world/step.ts';

/** Threads by name, each a list of what its steps do: `read x`, `write x`, or nothing (``). */
export type Threads = Readonly<Record<string, readonly string[]>>;

/** So many threads of so many steps that touch nothing. */
export function idleThreads(count: number, length: number): Threads {
  const names = Array.from({ length: count }, (_, index) => actorName(index));
  return Object.fromEntries(names.map((name) => [name, Array<string>(length).fill('')]));
}

/** A pending step as a strategy sees it. */
export function fakeStep(lineage: Lineage, does = '', changes: Partial<Step> = {}): Step {
  const [verb, resource] = does.split(' ');
  return {
    lineage,
    id: lineage.id,
    kind: 'effect',
    actor: lineage.id.split(/[:/!]/)[0] ?? '',
    realm: 'app',
    resource,
    writes: verb === 'write',
    runsJavaScript: false,
    stack: undefined,
    facts: () => ({ kind: 'effect', operation: does }),
    run() {},
    ...changes,
  };
}

/** Runs threads, none of which ever waits, once in the order of a strategy. @returns the steps' ids */
export function runThreads(threads: Threads, strategy: Strategy): readonly string[] {
  const next = new Map(Object.keys(threads).map((name) => [name, { lineage: Lineage.root(name), done: 0 }]));
  const taken: Step[] = [];
  for (;;) {
    const enabled: Step[] = [];
    for (const [name, { lineage, done }] of next) {
      const does = threads[name]?.[done];
      if (does !== undefined) enabled.push(fakeStep(lineage, does));
    }
    const step = enabled.length > 0 ? strategy.pick(enabled, taken.at(-1)) : undefined;
    if (!step) {
      strategy.end({
        steps: taken,
        ending: enabled.length > 0 ? 'abandoned' : 'quiescent',
      } as unknown as WholeExecution);
      return taken.map(({ id }) => id);
    }
    const thread = next.get(step.actor);
    if (!thread) throw new Error(`${step.id} is no step of the program`);
    next.set(step.actor, { lineage: thread.lineage.next(), done: thread.done + 1 });
    taken.push(step);
  }
}

/** More than any program of a test has. */
const MOST_ORDERS = 100_000;

/** Runs threads as often as the strategy has orders, `most` times at most. @returns the orders, as text */
export function ordersOf(threads: Threads, strategy: Strategy, most = Number.POSITIVE_INFINITY): string[] {
  const orders: string[] = [];
  while (orders.length < most && strategy.begin()) {
    // A test that waits for the end of a strategy without one would spin, and no timeout could stop it.
    if (orders.length === MOST_ORDERS) throw new Error(`${strategy.name} does not come to an end`);
    orders.push(runThreads(threads, strategy).join(' '));
  }
  return orders;
}

/** n over k. */
export function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}
