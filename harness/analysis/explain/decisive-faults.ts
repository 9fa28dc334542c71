import type { DecisiveFault } from '../../../results/types.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { isFault } from '../../simulation/world/step.ts';
import { deviatingStrategy, deviationsOf } from '../shrink/deviations.ts';
import { inWords } from './in-words.ts';

/**
 * The faults of a failing execution without which the finding does not occur. Each was left out alone, with everything else
 * in the same order.
 *
 * @param shows whether an execution shows the finding
 */
export async function findDecisiveFaults(
  subject: Subject,
  { steps }: Executed,
  shows: (executed: Executed) => boolean,
): Promise<DecisiveFault[]> {
  const decisive: DecisiveFault[] = [];
  for (const step of steps.filter(isFault)) {
    const others = steps.flatMap(({ id }) => (id === step.id ? [] : [id]));
    const without = await execute(subject, deviatingStrategy(deviationsOf(others)), { observed: true });
    const hit = without.steps.some(({ id }) => id === step.id);
    if (hit || without.ending !== 'quiescent' || shows(without)) continue;
    const [violation] = judge(without, subject.scenario.invariants);
    decisive.push({ ...inWords(step), ...(violation && { insteadBreaks: violation.invariant }) });
  }
  return decisive;
}
