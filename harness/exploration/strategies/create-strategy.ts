import type { Strategy } from '../../simulation/execution/strategy.ts';
import { delayStrategy } from './delay.ts';
import { exhaustiveStrategy } from './exhaustive.ts';
import { pctStrategy } from './pct.ts';
import { portfolioStrategy } from './portfolio.ts';
import { posStrategy } from './pos.ts';
import { preemptionStrategy } from './preemption.ts';
import { randomStrategy } from './random.ts';
import { STRATEGIES, type StrategyKind, type StrategyName } from './strategy-kinds.ts';

export interface StrategySettings {
  /** The seed for the choice of orders. The subject has the seed for everything else. */
  readonly seed: number;
  /** The bound of a strategy that has one; its own default if absent. */
  readonly bound?: number | undefined;
}

const CREATE: Readonly<Record<StrategyName, (seed: number, bound: number) => Strategy>> = {
  portfolio: (seed) => portfolioStrategy(seed, exhaustiveStrategy()),
  exhaustive: () => exhaustiveStrategy(),
  random: (seed) => randomStrategy(seed),
  pct: pctStrategy,
  pos: (seed) => posStrategy(seed),
  delay: (_, bound) => delayStrategy(bound),
  preemption: (_, bound) => preemptionStrategy(bound),
};

/** An unknown strategy, or invalid settings for one. */
export class StrategyError extends Error {
  override readonly name = 'StrategyError';
}

/** @throws {StrategyError} for an unknown name, or a bound that the strategy does not take */
export function createStrategy(name: string, { seed, bound }: StrategySettings): Strategy {
  const kind = STRATEGIES.find((candidate) => candidate.name === name);
  if (!kind) throw new StrategyError(`no strategy "${name}"; strategies: ${namesOf(STRATEGIES)}`);
  if (bound === undefined) return CREATE[kind.name](seed, kind.bound?.default ?? 0);
  if (!kind.bound) {
    const bounded = STRATEGIES.filter((candidate) => candidate.bound);
    throw new StrategyError(`${name} takes no bound; ${namesOf(bounded)} do`);
  }
  if (bound < kind.bound.least) {
    throw new StrategyError(`${name} takes a bound of at least ${kind.bound.least}, not ${bound}`);
  }
  return CREATE[kind.name](seed, bound);
}

function namesOf(kinds: readonly StrategyKind[]): string {
  return kinds.map(({ name }) => name).join(', ');
}
