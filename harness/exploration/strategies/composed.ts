import { type Covered, SAMPLED, type Strategy } from '../../simulation/execution/strategy.ts';

/** A strategy made of parts. @param next the part for the next execution, undefined when nothing is left */
export function composedStrategy(
  name: string,
  parts: readonly Strategy[],
  next: () => Strategy | undefined,
): Strategy {
  let current: Strategy | undefined;
  return {
    name,
    get covered() {
      return parts.map(coveredBy).reduce(better, SAMPLED);
    },
    get deciding() {
      return current?.deciding ?? current?.name ?? name;
    },
    get followsHeap() {
      return current?.followsHeap ?? false;
    },
    begin() {
      current = next();
      return current !== undefined;
    },
    attach: (open) => current?.attach?.(open),
    pick: (enabled, last) => current?.pick(enabled, last),
    settled: (step) => current?.settled?.(step),
    end: (execution) => current?.end(execution),
  };
}

/** Each in turn, one execution at a time, as long as it has any. */
export function inTurn(name: string, parts: readonly Strategy[]): Strategy {
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

/** A strategy and for how many executions it is at work, or until it has none. */
export interface Phase {
  readonly strategy: Strategy;
  readonly executions: number;
}

/** One after the other. Once a part has covered everything, nothing is left for the others. */
export function oneAfterAnother(name: string, phases: readonly Phase[]): Strategy {
  const parts = phases.map(({ strategy }) => strategy);
  let phase = 0;
  let done = 0;
  return composedStrategy(name, parts, () => {
    for (let at = phases[phase]; at; at = phases[phase]) {
      if (parts.some(({ covered }) => covered?.coverage === 'exhaustive')) return undefined;
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

function coveredBy({ name, covered = SAMPLED }: Strategy): Covered {
  return covered.coverage === 'sampled' ? SAMPLED : { by: name, ...covered };
}

const STRENGTH = { sampled: 0, bounded: 1, exhaustive: 2 } as const;

function better(one: Covered, other: Covered): Covered {
  return STRENGTH[other.coverage] > STRENGTH[one.coverage] ? other : one;
}
