import { execute } from '../../simulation/execution/execute.ts';
import { lateCodeOf } from '../../simulation/execution/late-code.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { eventLoopTurn } from '../../simulation/world/quiescence.ts';
import { uncontrolledInWords } from '../../simulation/world/world.ts';
import { sequentialOrders } from './sequential-orders.ts';

/** The most steps of an execution to watch. */
const MOST_STEPS = 500;

/**
 * Whether code of a program leaves the control of the world, where that does not show in an execution by itself: the code
 * neither awaits nor returns what it asks of the host, and goes on when the execution has ended. It watches what code asks of
 * the host in executions without faults, with each actor first in turn.
 * @returns what code does, in words
 */
export async function escapeIn(subject: Subject): Promise<string | undefined> {
  const program = subject.program();
  if (!program.some((actor) => 'run' in actor)) return undefined;
  for (const strategy of sequentialOrders(program)) {
    const { uncontrolled } = await execute(subject, strategy, { watchesHost: true, maxSteps: MOST_STEPS });
    if (uncontrolled) return uncontrolledInWords(uncontrolled);
  }
  return undefined;
}

/** What code of a program has been seen to do after its execution had ended, in words. */
export async function lateCodeIn(subject: Subject): Promise<string | undefined> {
  await eventLoopTurn();
  const late = lateCodeOf(subject);
  return late && `uncontrolled: ${late}`;
}
