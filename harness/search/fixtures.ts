import { type Executed, execute } from '../execution/execute.ts';
import type { Subject } from '../execution/subject.ts';
import { exhaustiveStrategy } from '../strategies/exhaustive.ts';
import type { Strategy } from '../strategies/strategy.ts';

/** Every order there is, by counting: the reference that a cleverer search must not fall short of. */
export function everyOrder(): Strategy {
  /** Of the execution under way: at each step, which of how many was chosen. */
  let choices: { chosen: number; among: number }[] = [];
  let depth = 0;
  let started = false;
  return {
    name: 'every-order',
    begin() {
      depth = 0;
      if (!started) {
        started = true;
        return true;
      }
      while (choices.length > 0) {
        const last = choices.at(-1);
        if (last && last.chosen + 1 < last.among) {
          last.chosen += 1;
          return true;
        }
        choices = choices.slice(0, -1);
      }
      return false;
    },
    pick(enabled) {
      const choice = choices[depth] ?? { chosen: 0, among: enabled.length };
      if (depth === choices.length) choices.push(choice);
      depth += 1;
      return enabled[choice.chosen];
    },
    end() {},
  };
}

export interface Outcomes {
  readonly executions: number;
  /** What the app was told and what is left in storage and server, each once. */
  readonly different: ReadonlySet<string>;
}

/** All outcomes of a subject that a strategy finds. */
export async function outcomesBy(subject: Subject, strategy: Strategy): Promise<Outcomes> {
  const different = new Set<string>();
  let executions = 0;
  while (strategy.begin()) {
    const executed = await execute(subject, strategy);
    strategy.end(executed);
    executions += 1;
    if (executed.ending === 'quiescent') different.add(outcomeOf(executed));
  }
  return { executions, different };
}

/** Compares the exhaustive search with every order. */
export async function compareSearches(
  subject: Subject,
): Promise<{ readonly every: Outcomes; readonly searched: Outcomes }> {
  return {
    every: await outcomesBy(subject, everyOrder()),
    searched: await outcomesBy(subject, exhaustiveStrategy()),
  };
}

function outcomeOf(executed: Executed): string {
  const { calls, devices, server, hub, unhandledRejections } = executed;
  return JSON.stringify([
    calls.map(({ actor, api, status, value, error }) => [actor, api, status, value, String(error)]).sort(),
    [...devices].map(([device, { data }]) => [device, [...data].sort()]),
    server.fingerprint(),
    hub.map(({ realm, event }) => [realm, event]).sort(),
    unhandledRejections.map(String).sort(),
  ]);
}
