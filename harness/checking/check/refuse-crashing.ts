import type { Crash } from '../../simulation/execution/crash.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { appDoesNotCrash } from '../../simulation/invariants/app-does-not-crash.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { ScenarioError } from '../../simulation/scenario/scenario-error.ts';
import { thrownInWords } from '../../simulation/scenario/scenario-position.ts';
import { sequentialOrders } from './sequential-orders.ts';

/**
 * Distinguishes a mistake in a program that is code from a crash that is a finding. It runs the program without faults,
 * one actor after another, with each actor first in turn. Code that throws in all of these executions, although nothing
 * else breaks in them, throws whatever Amplify does.
 * @throws {ScenarioError} if a program does
 */
export async function refuseCrashing(subject: Subject): Promise<void> {
  const { scenario } = subject;
  const program = subject.program();
  if (!program.some((actor) => 'run' in actor)) return;
  let always: readonly Crash[] | undefined;
  for (const strategy of sequentialOrders(program)) {
    // Observed, to know whose code created a promise that no program returns.
    const executed = await execute(subject, strategy, { observed: true });
    if (executed.ending !== 'quiescent' || executed.uncontrolled) return;
    const violations = judge(executed, scenario.invariants);
    if (violations.some(({ invariant }) => invariant !== appDoesNotCrash.name)) return;
    const { crashes } = executed;
    always = (always ?? crashes).filter(({ actor }) => crashes.some((crash) => crash.actor === actor));
    if (always.length === 0) return;
  }
  const [crash] = always ?? [];
  if (!crash) return;
  throw new ScenarioError(
    [
      `scenario ${scenario.name}: ${whose(crash)} throws ${thrownInWords(crash.error)}`,
      '  It does so even when the calls run one after the other and no fault occurs. Correct the program, or let',
      '  it handle the results and errors of its calls.',
      ...(crash.isFloating
        ? ['  The error is in a promise that the program neither awaits nor returns.']
        : []),
    ].join('\n'),
  );
}

function whose({ actor }: Crash): string {
  return actor === undefined ? 'code of the scenario' : `the program of actor ${actor}`;
}
