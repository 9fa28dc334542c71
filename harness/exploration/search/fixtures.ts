import { asJudged } from '../../simulation/execution/as-judged.ts';
import { crashInWords } from '../../simulation/execution/crash.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { WholeExecution } from '../../simulation/execution/execution.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { exhaustiveStrategy } from '../strategies/exhaustive.ts';

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
    if (executed.ending === 'quiescent') different.add(generalOutcome(executed));
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

/** All that general invariants see. */
export function generalOutcome(executed: WholeExecution): string {
  const { calls, hub, loads, incidents, crashes, devices, server, unhandledRejections } =
    asJudged(executed).general;
  return JSON.stringify([
    calls.map(({ error, ...call }) => [call, String(error)]),
    [hub, loads, incidents],
    crashes.map(crashInWords),
    [...devices].map(([device, { data, brokenEntries, failedAt, clockJumped }]) => [
      [device, [...data]],
      [brokenEntries?.(), failedAt?.(), clockJumped?.()],
    ]),
    [server.fingerprint(), server.log.map(({ operation, outcome }) => [operation, outcome]).sort()],
    unhandledRejections.map(String),
  ]);
}
