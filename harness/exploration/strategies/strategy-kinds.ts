export type StrategyName = 'portfolio' | 'exhaustive' | 'random' | 'pct' | 'pos' | 'delay' | 'preemption';

/** What help and messages say about a strategy. They need it without loading its code. */
export interface StrategyKind {
  readonly name: StrategyName;
  /** For `--help`. */
  readonly describe: string;
  /** What its bound means, if it takes one. */
  readonly bound?: BoundKind;
}

export interface BoundKind {
  readonly default: number;
  readonly least: number;
  readonly describe: string;
}

/** The strategies that `--strategy` accepts. */
export const STRATEGIES: readonly StrategyKind[] = [
  {
    name: 'portfolio',
    describe: 'several random ones, then every order with one delay, then all',
  },
  {
    name: 'exhaustive',
    describe: 'every order, up to the order of steps that commute',
  },
  {
    name: 'random',
    describe: 'every enabled step is equally likely',
  },
  {
    name: 'pct',
    describe: 'random priorities that change a few times',
    bound: { default: 3, least: 1, describe: 'depth of the race' },
  },
  {
    name: 'pos',
    describe: 'random priorities, drawn again for steps that race',
  },
  {
    name: 'delay',
    describe: 'every order with a limited number of delays',
    bound: { default: 2, least: 0, describe: 'number of delays' },
  },
  {
    name: 'preemption',
    describe: 'every order with a limited number of preemptions',
    bound: { default: 2, least: 0, describe: 'number of preemptions' },
  },
];

export const DEFAULT_STRATEGY: StrategyName = 'portfolio';
