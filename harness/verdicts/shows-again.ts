import { symptomIn, symptomOf } from '../check/signature.ts';
import type { Subject } from '../execution/subject.ts';
import { replaySchedule } from '../replay/replay.ts';
import type { Trace } from '../trace/schema.ts';

/**
 * Whether following a trace on another release shows the same finding there. That it does proves that the finding
 * is there; that it does not proves nothing.
 */
export async function showsAgain(subject: Subject, trace: Trace): Promise<boolean> {
  const program = subject.program.filter(({ actor }) => trace.actors.includes(actor));
  const { violations, uncontrolled } = await replaySchedule(
    { ...subject, program },
    trace.steps.map(({ id }) => id),
  );
  const symptom = symptomIn(trace.verdict.signature);
  return !uncontrolled && violations.some((violation) => symptomOf(violation) === symptom);
}
