import { isObserving, type ObservingStrategy, type Strategy } from '../../simulation/execution/strategy.ts';
import { type Covered, type CoveringStrategy, coveredBy, SAMPLED } from './covering.ts';

/** A strategy made of several. */
export interface ComposedStrategy extends ObservingStrategy, CoveringStrategy {
  /** The name of the one that decides at present. */
  readonly deciding: string;
}

/** The name of the strategy that decides at present: for a composed one, its part. */
export function decidingIn(strategy: Strategy): string {
  return isComposed(strategy) ? strategy.deciding : strategy.name;
}

export function isComposed(strategy: Strategy): strategy is ComposedStrategy {
  return 'deciding' in strategy;
}

/** A strategy made of parts. @param next the part for the next execution; undefined if nothing is left */
export function composedStrategy(
  name: string,
  parts: readonly Strategy[],
  next: () => Strategy | undefined,
): ComposedStrategy {
  let current: Strategy | undefined;
  return {
    name,
    get covered() {
      return parts.map(namingItself).reduce(better, SAMPLED);
    },
    get deciding() {
      return current ? decidingIn(current) : name;
    },
    get followsHeap() {
      return current !== undefined && isObserving(current) && current.followsHeap;
    },
    begin() {
      current = next();
      return current !== undefined;
    },
    attach(open) {
      if (current && isObserving(current)) current.attach(open);
    },
    pick: (enabled, last) => current?.pick(enabled, last),
    settled(step) {
      if (current && isObserving(current)) current.settled(step);
    },
    end: (execution) => current?.end(execution),
  };
}

/** Uses each part in turn, one execution at a time, as long as it has any. */
export function inTurn(name: string, parts: readonly Strategy[]): ComposedStrategy {
  let left = [...parts];
  return composedStrategy(name, parts, () => {
    for (let part = left.shift(); part; part = left.shift()) {
      if (!part.begin()) continue;
      left = [...left, part];
      return part;
    }
    return undefined;
  });
}

/** A strategy, and the number of executions for which it is used; without a number, until it has none left. */
export interface Phase {
  readonly strategy: Strategy;
  readonly executions: number;
}

/** Uses one part after the other. Once a part has covered everything, nothing is left for the others. */
export function oneAfterAnother(name: string, phases: readonly Phase[]): ComposedStrategy {
  const parts = phases.map(({ strategy }) => strategy);
  let phase = 0;
  let done = 0;
  return composedStrategy(name, parts, () => {
    for (let at = phases[phase]; at; at = phases[phase]) {
      if (parts.some((part) => coveredBy(part).coverage === 'exhaustive')) return undefined;
      if (done < at.executions && at.strategy.begin()) {
        done += 1;
        return at.strategy;
      }
      phase += 1;
      done = 0;
    }
    return undefined;
  });
}

function namingItself(part: Strategy): Covered {
  const covered = coveredBy(part);
  return covered.coverage === 'sampled' ? SAMPLED : { by: part.name, ...covered };
}

const STRENGTH = { sampled: 0, bounded: 1, exhaustive: 2 } as const;

function better(one: Covered, other: Covered): Covered {
  return STRENGTH[other.coverage] > STRENGTH[one.coverage] ? other : one;
}
