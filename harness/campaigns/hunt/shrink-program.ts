import { deviatingStrategy, deviationsOf } from '../../analysis/shrink/deviations.ts';
import { type ComposedStrategy, inTurn } from '../../exploration/strategies/composed.ts';
import { pctStrategy } from '../../exploration/strategies/pct.ts';
import { posStrategy } from '../../exploration/strategies/pos.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { carryOver } from './carry-over.ts';
import { smallerPrograms } from './grammar.ts';
import type { HuntedProgram } from './hunted-program.ts';

/** A program and the causal ids of an order in which it fails. */
export interface Failing {
  readonly program: HuntedProgram;
  readonly schedule: readonly string[];
}

export interface ShrinkProgramOptions {
  readonly subjectOf: (program: HuntedProgram) => Promise<Subject>;
  /** Whether an execution shows what is being shrunk. */
  readonly shows: (executed: Executed) => boolean;
  /** The most executions to spend. */
  readonly budget: number;
}

/** The most and fewest orders of a smaller program to try, and the factor by which to exceed what the last one took. */
const ORDERS = { most: 45, least: 10, times: 4 };

/** The kinds of random orders in which hunts run programs. */
export function huntedOrders(seed: number): ComposedStrategy {
  return inTurn('hunt', [pctStrategy(seed, 3), posStrategy(seed), randomStrategy(seed)]);
}

/** A failing program that could not be shrunk further, and the effort that this took. */
export interface ShrunkProgram extends Failing {
  /** The most random orders that it takes to reach the failure, as far as is known. */
  readonly orders: number;
  readonly spent: number;
}

/**
 * Shrinks a failing program along fast-check's grammar: fewer actors, fewer calls, a plainer world, as long as some order
 * fails in the same way. A change to the world that did not fail once is not tried again.
 */
export async function shrinkProgram(
  failing: Failing,
  { subjectOf, shows, budget }: ShrinkProgramOptions,
): Promise<ShrunkProgram> {
  let spent = 0;
  let orders = ORDERS.most / 2;
  const failsAt = async (subject: Subject, strategy: Strategy): Promise<string[] | undefined> => {
    spent += 1;
    const executed = await execute(subject, strategy);
    return shows(executed) ? executed.steps.map(({ id }) => id) : undefined;
  };
  const attempt = async (program: HuntedProgram, like: Failing): Promise<Failing | undefined> => {
    const subject = await subjectOf(program);
    const schedule = carryOver(like.schedule, like.program.actors, program.actors);
    const alike = await failsAt(subject, deviatingStrategy(deviationsOf(schedule)));
    if (alike) return { program, schedule: alike };
    const strategy = huntedOrders(subject.seed);
    for (let order = 1; order <= orders && spent < budget && strategy.begin(); order += 1) {
      const failed = await failsAt(subject, strategy);
      if (!failed) continue;
      orders = Math.min(ORDERS.most, Math.max(ORDERS.least, order * ORDERS.times));
      return { program, schedule: failed };
    }
    return undefined;
  };

  const needed = new Set<string>();
  let best = failing;
  for (let previous: Failing | undefined; previous !== best && spent < budget; ) {
    previous = best;
    for (const program of smallerPrograms(best.program)) {
      const change = changeIn(best.program, program);
      if (needed.has(change)) continue;
      if (spent >= budget) break;
      const smaller = await attempt(program, best);
      if (smaller) {
        best = smaller;
        break;
      }
      needed.add(change);
    }
  }
  return { ...best, orders, spent };
}

/** `rotation="off"`: the one part of a program that shrinking has changed. */
function changeIn(from: HuntedProgram, to: HuntedProgram): string {
  const names = Object.keys(to) as (keyof HuntedProgram)[];
  const changed = names.filter((name) => from[name] !== to[name]);
  return changed.map((name) => `${name}=${JSON.stringify(to[name])}`).join();
}
