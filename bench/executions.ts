import { type Executed, execute } from '../harness/simulation/execution/execute.ts';
import type { Strategy } from '../harness/simulation/execution/strategy.ts';
import type { Subject } from '../harness/simulation/execution/subject.ts';
import { judge } from '../harness/simulation/invariants/index.ts';
import type { Violation } from '../harness/simulation/invariants/invariant.ts';

export interface Judged {
  readonly executed: Executed;
  readonly violations: readonly Violation[];
}

/** Executes a subject until the strategy has nothing left. */
export async function* executionsOf(subject: Subject, strategy: Strategy): AsyncGenerator<Judged> {
  while (strategy.begin()) {
    const executed = await execute(subject, strategy);
    strategy.end(executed);
    yield { executed, violations: judge(executed, subject.scenario.invariants) };
  }
}
