import { symptomIn } from '../../../results/same-finding.ts';
import { replayTrace } from '../../analysis/replay/replay.ts';
import type { Trace } from '../../analysis/trace/schema.ts';
import { symptomOf } from '../../exploration/explore/signature.ts';
import type { Subject } from '../../simulation/execution/subject.ts';

/**
 * Whether following a trace on another release shows the same finding there. If it does, that proves the finding. If it
 * does not, that proves nothing.
 */
export async function showsAgain(subject: Subject, trace: Trace): Promise<boolean> {
  const { violations, uncontrolled } = await replayTrace(subject, trace);
  const symptom = symptomIn(trace.verdict.signature);
  return !uncontrolled && violations.some((violation) => symptomOf(violation) === symptom);
}
