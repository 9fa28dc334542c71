import type { StepKind } from '../../../results/step-facts.ts';
import type { Interleaving, InterleavingRow } from '../../../results/types.ts';
import { callResultInWords } from '../../../results/words/call-result.ts';
import { stepInWords } from '../../../results/words/step.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import type { Step } from '../../simulation/world/step.ts';
import { callResult } from './call-result.ts';
import type { FrameMapper } from './source-frames.ts';

export interface Highlights {
  /** Ids of the steps that race. */
  readonly racing?: ReadonlySet<string>;
  /** Ids of other steps that the explanation mentions. */
  readonly mentioned?: ReadonlySet<string>;
  /** Ids of the steps before which the actor that ran last could have continued. */
  readonly preemptions: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Steps from outside: faults and their ends, the user's return. No other row explains them. */
const FROM_OUTSIDE: ReadonlySet<StepKind> = new Set(['fault', 'recovery', 'kill', 'load']);

/**
 * An execution as rows for people: an operation whose completion follows its effect at once is one row, and
 * calls have a row for what they returned.
 */
export function describeInterleaving(
  executed: Executed,
  frames: FrameMapper,
  { racing = NONE, mentioned = NONE, preemptions }: Highlights,
): Interleaving {
  const { steps, calls, words } = executed;
  const rows: InterleavingRow[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (!step) continue;
    const next = steps[index + 1];
    const joined = next !== undefined && completes(next, step) ? [step, next] : [step];
    index += joined.length - 1;
    const [at] = frames(step.stack);
    // Of a request whose answer follows at once, what it was answered.
    const does = (step.kind === 'request' ? (joined.at(-1) ?? step) : step).facts();
    rows.push({
      ids: joined.map(({ id }) => id),
      actor: step.actor,
      does,
      text: stepInWords(does),
      contextSwitch: joined.some(({ id }) => preemptions.has(id)),
      racing: joined.some(({ id }) => racing.has(id)),
      ...(joined.some(({ id, kind }) => mentioned.has(id) || FROM_OUTSIDE.has(kind)) && { mentioned: true }),
      ...(at && { at }),
    });
    for (const call of calls) {
      if (call.settledAt === undefined || call.settledAt <= index + 1 - joined.length) continue;
      if (call.settledAt > index + 1) continue;
      const result = callResult(call, words);
      rows.push({
        ids: [],
        actor: call.actor,
        result,
        text: callResultInWords(result),
        contextSwitch: false,
        racing: false,
      });
    }
  }
  return { actors: [...new Set(steps.map((step) => step.actor))].sort(), rows };
}

/** Whether `next` only reports the completion of `step` to its caller. */
function completes(next: Step, step: Step): boolean {
  return (
    (next.kind === 'completion' || next.kind === 'response') &&
    (step.kind === 'effect' || step.kind === 'request') &&
    next.lineage.parent === step.id
  );
}
