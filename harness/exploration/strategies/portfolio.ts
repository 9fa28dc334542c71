import type { Strategy } from '../../simulation/execution/strategy.ts';
import { type ComposedStrategy, inTurn, oneAfterAnother, type Phase } from './composed.ts';
import { delayStrategy } from './delay.ts';
import { pctStrategy } from './pct.ts';
import { posStrategy } from './pos.ts';
import { randomStrategy } from './random.ts';

/** A strategy that ends with a search of every order. */
export interface Portfolio extends ComposedStrategy {
  /** What it does before. */
  readonly beforeSearch: ComposedStrategy;
}

export function endsWithSearch(strategy: Strategy): strategy is Portfolio {
  return 'beforeSearch' in strategy;
}

/** Executions of random orders (a third for each kind) before any orders are enumerated. */
const BURST = 300;
const DEPTH = 3;
/** There are a few hundred orders with one delay, but tens of thousands with two: more than a search of every class. */
const MOST_DELAYS = 1;

/**
 * The strategy to use if nothing is known: a burst of random orders of several kinds, because none is best at every race;
 * then all orders with one delay; then the certifying search, for as long as the budget lasts.
 *
 * @param certify a search of every order; random orders if absent
 */
export function portfolioStrategy(seed: number, certify?: Strategy): ComposedStrategy | Portfolio {
  const random = inTurn('random', [pctStrategy(seed, DEPTH), posStrategy(seed), randomStrategy(seed)]);
  const first: Phase[] = [
    { strategy: random, executions: BURST },
    { strategy: delayStrategy(MOST_DELAYS), executions: Number.POSITIVE_INFINITY },
  ];
  const last: Phase = { strategy: certify ?? random, executions: Number.POSITIVE_INFINITY };
  const portfolio = oneAfterAnother('portfolio', [...first, last]);
  return certify
    ? Object.assign(portfolio, { beforeSearch: oneAfterAnother('portfolio', first) })
    : portfolio;
}
