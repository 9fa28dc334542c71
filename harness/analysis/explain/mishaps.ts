import type { Mishap } from '../../../results/types.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { isDisaster } from '../../simulation/world/step.ts';
import { deviatingStrategy, deviationsOf } from '../shrink/deviations.ts';
import { inWords } from './in-words.ts';

/**
 * What struck in a failing execution and, left out alone, makes the finding go away, as far as that was seen to
 * happen: all else is tried in the same order.
 *
 * @param shows whether an execution shows the finding
 */
export async function decisiveMishaps(
  subject: Subject,
  { steps }: Executed,
  shows: (executed: Executed) => boolean,
): Promise<Mishap[]> {
  const decisive: Mishap[] = [];
  for (const step of steps.filter(isDisaster)) {
    const others = steps.flatMap(({ id }) => (id === step.id ? [] : [id]));
    const without = await execute(subject, deviatingStrategy(deviationsOf(others)), { observed: true });
    const struck = without.steps.some(({ id }) => id === step.id);
    if (struck || without.ending !== 'quiescent' || shows(without)) continue;
    const [violation] = judge(without, subject.scenario.invariants);
    decisive.push({ ...inWords(step), ...(violation && { insteadBreaks: violation.invariant }) });
  }
  return decisive;
}
