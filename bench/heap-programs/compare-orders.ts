import type { Bundle } from '../../harness/amplify/releases/release.ts';
import { ExhaustiveSearch } from '../../harness/exploration/search/exhaustive.ts';
import { instrumentBundle } from '../../harness/instrumentation/heap/instrument.ts';
import { aloneInProcess } from '../../harness/simulation/execution/rejections.ts';
import type { Step } from '../../harness/simulation/world/step.ts';
import { type Compiled, compile, HeapWorld } from './heap-world.ts';

export interface Comparison {
  /** How many orders of steps there are. */
  readonly orders: number;
  /** How many different outcomes these have. */
  readonly outcomes: number;
  /** Outcomes of some order that the search does not find. */
  readonly missing: readonly string[];
  /** Orders in which the instrumented program does something else than the plain one, and what. */
  readonly different: readonly string[];
  /** What is said not to be followed. */
  readonly declared: readonly string[];
}

/** More orders than this are not tried. */
const MOST_ORDERS = 120;

/** Whether some orders of a program have different outcomes: if not, nothing can be missing. */
export async function isRacing(code: string): Promise<boolean> {
  const outcomes = await alone(() => everyOrder(compile(bundleOf(code))));
  return outcomes !== undefined && new Set(outcomes.values()).size > 1;
}

/** Runs a program in every order, and as the exhaustive search does. @returns undefined if it has too many orders */
export function compareOrders(code: string): Promise<Comparison | undefined> {
  return alone(() => compare(code));
}

function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  // Programs may leave rejections unhandled, as those of a release may.
  return aloneInProcess(() => ({ reportUnhandled: () => {}, reportHandled: () => {} }), work);
}

function bundleOf(code: string): Bundle {
  return {
    hash: code,
    code,
    sourceMap: () => {
      throw new Error('a generated program has no source map');
    },
  };
}

async function compare(code: string): Promise<Comparison | undefined> {
  const bundle = bundleOf(code);
  const every = await everyOrder(compile(bundle));
  if (every === undefined) return undefined;
  const instrumented = instrumentBundle(bundle);
  const search = await searchOrders(compile(instrumented), every);
  const missing = [...new Set(every.values())].filter((outcome) => !search.outcomes.has(outcome));
  return {
    orders: every.size,
    outcomes: new Set(every.values()).size,
    missing,
    different: search.different,
    declared: [...new Set([...instrumented.untracked, ...search.untracked])].sort(),
  };
}

/** The outcome of each order of a program. */
async function everyOrder(program: Compiled): Promise<ReadonlyMap<string, string> | undefined> {
  const outcomes = new Map<string, string>();
  const path: { choice: number; among: number }[] = [];
  do {
    if (outcomes.size === MOST_ORDERS) return undefined;
    const world = new HeapWorld(program, false);
    const order: string[] = [];
    for (let enabled = world.enabled(); enabled.length > 0; enabled = world.enabled()) {
      const at = path[order.length] ?? { choice: 0, among: enabled.length };
      path[order.length] = at;
      const step = enabled[at.choice] as Step;
      order.push(step.id);
      await world.take(step);
    }
    outcomes.set(order.join(' '), await world.outcome());
    for (let last = path.at(-1); last && last.choice + 1 >= last.among; last = path.at(-1)) path.pop();
    const last = path.at(-1);
    if (last) last.choice += 1;
  } while (path.length > 0);
  return outcomes;
}

interface Searched {
  readonly outcomes: ReadonlySet<string>;
  readonly different: readonly string[];
  readonly untracked: ReadonlySet<string>;
}

async function searchOrders(program: Compiled, every: ReadonlyMap<string, string>): Promise<Searched> {
  const different: string[] = [];
  const untracked = new Set<string>();
  for (let shared: readonly string[] = []; ; ) {
    const search = new ExhaustiveSearch({ shared });
    const outcomes = new Set<string>();
    while (search.begin()) {
      const world = new HeapWorld(program, true);
      search.attach(world);
      const order: string[] = [];
      let enabled = world.enabled();
      for (; enabled.length > 0; enabled = world.enabled()) {
        const step = search.pick(enabled);
        if (!step) break;
        order.push(step.id);
        await world.take(step);
        search.settled(step);
      }
      const finished = enabled.length === 0;
      for (const what of world.tracker?.untrackedAtRuntime ?? []) untracked.add(what);
      if (finished) {
        const outcome = await world.outcome();
        outcomes.add(outcome);
        const plain = every.get(order.join(' '));
        if (plain !== outcome) different.push(`${order.join(' ')}\n  plain: ${plain}\n  other: ${outcome}`);
      }
      search.end({ ending: finished ? 'quiescent' : 'abandoned' });
    }
    if (search.foundShared.length === 0) return { outcomes, different, untracked };
    shared = [...shared, ...search.foundShared];
  }
}
