export type StrategyName = 'portfolio' | 'exhaustive' | 'random' | 'pct' | 'pos' | 'delay' | 'preemption';

/** What can be said of a strategy without its code, for help and messages. */
export interface StrategyKind {
  readonly name: StrategyName;
  /** For `--help`. */
  readonly describe: string;
  /** For one with a bound: what it means. */
  readonly bound?: BoundKind;
}

export interface BoundKind {
  readonly default: number;
  readonly least: number;
  readonly describe: string;
}

/** Strategies that can be asked for by name. */
export const STRATEGIES: readonly StrategyKind[] = [
  {
    name: 'portfolio',
    describe: 'random orders of several kinds, all with one delay, then every one',
  },
  {
    name: 'exhaustive',
    describe: 'every order, one of each that differ only in the order of steps that commute',
  },
  {
    name: 'random',
    describe: 'every step drawn evenly from those enabled',
  },
  {
    name: 'pct',
    describe: 'random priorities that change a few times',
    bound: { default: 3, least: 1, describe: 'depth of the race' },
  },
  {
    name: 'pos',
    describe: 'random priorities, drawn anew for steps that race',
  },
  {
    name: 'delay',
    describe: 'all orders with at most so many delays',
    bound: { default: 2, least: 0, describe: 'delays' },
  },
  {
    name: 'preemption',
    describe: 'all orders with at most so many preemptions',
    bound: { default: 2, least: 0, describe: 'preemptions' },
  },
];

export const DEFAULT_STRATEGY: StrategyName = 'portfolio';
