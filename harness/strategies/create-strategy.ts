import { delayStrategy } from './delay.ts';
import { exhaustiveStrategy } from './exhaustive.ts';
import { pctStrategy } from './pct.ts';
import { portfolioStrategy } from './portfolio.ts';
import { posStrategy } from './pos.ts';
import { preemptionStrategy } from './preemption.ts';
import { randomStrategy } from './random.ts';
import type { Strategy } from './strategy.ts';

export interface StrategySettings {
  /** Of the choice of orders; that of everything else random is the subject's. */
  readonly seed: number;
  /** How far a strategy with a bound goes; its own default when absent. */
  readonly bound?: number | undefined;
}

/** A strategy that can be asked for by name. */
export interface StrategyKind {
  readonly name: string;
  /** For `--help`. */
  readonly describe: string;
  /** For one with a bound: what it means. */
  readonly bound?: BoundKind;
  create(seed: number, bound: number): Strategy;
}

export interface BoundKind {
  readonly default: number;
  readonly least: number;
  readonly describe: string;
}

export const STRATEGIES: readonly StrategyKind[] = [
  {
    name: 'portfolio',
    describe: 'random orders of several kinds, all with one delay, then every one',
    create: (seed) => portfolioStrategy(seed, exhaustiveStrategy()),
  },
  {
    name: 'exhaustive',
    describe: 'every order, one of each that differ only in the order of steps that commute',
    create: () => exhaustiveStrategy(),
  },
  {
    name: 'random',
    describe: 'every step drawn evenly from those enabled',
    create: (seed) => randomStrategy(seed),
  },
  {
    name: 'pct',
    describe: 'random priorities that change a few times',
    bound: { default: 3, least: 1, describe: 'depth of the race' },
    create: pctStrategy,
  },
  {
    name: 'pos',
    describe: 'random priorities, drawn anew for steps that race',
    create: (seed) => posStrategy(seed),
  },
  {
    name: 'delay',
    describe: 'all orders with at most so many delays',
    bound: { default: 2, least: 0, describe: 'delays' },
    create: (_, bound) => delayStrategy(bound),
  },
  {
    name: 'preemption',
    describe: 'all orders with at most so many preemptions',
    bound: { default: 2, least: 0, describe: 'preemptions' },
    create: (_, bound) => preemptionStrategy(bound),
  },
];

export const DEFAULT_STRATEGY = 'portfolio';

/** A strategy that does not exist, or not so. */
export class StrategyError extends Error {
  override readonly name = 'StrategyError';
}

/** @throws {StrategyError} for an unknown name, or a bound that the strategy does not take */
export function createStrategy(name: string, { seed, bound }: StrategySettings): Strategy {
  const kind = STRATEGIES.find((candidate) => candidate.name === name);
  if (!kind) throw new StrategyError(`no strategy "${name}"; there are ${namesOf(STRATEGIES)}`);
  if (bound === undefined) return kind.create(seed, kind.bound?.default ?? 0);
  if (!kind.bound) {
    const bounded = STRATEGIES.filter((candidate) => candidate.bound);
    throw new StrategyError(`${name} takes no bound; ${namesOf(bounded)} do`);
  }
  if (bound < kind.bound.least) {
    throw new StrategyError(`${name} takes a bound of at least ${kind.bound.least}, not ${bound}`);
  }
  return kind.create(seed, bound);
}

function namesOf(kinds: readonly StrategyKind[]): string {
  return kinds.map(({ name }) => name).join(', ');
}
