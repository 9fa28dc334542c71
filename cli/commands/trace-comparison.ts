import type { Replayed } from '../../harness/analysis/replay/replay.ts';
import { FORMER_TRACE_SCHEMA, type FormerTrace, type Trace } from '../../harness/analysis/trace/schema.ts';
import { symptomOf } from '../../harness/exploration/explore/signature.ts';
import { formerFingerprint } from '../../harness/simulation/execution/fingerprint.ts';
import { currentSignature } from '../../results/former-signatures.ts';
import { symptomIn } from '../../results/same-finding.ts';

/**
 * How a replay that never left the schedule compares with what its trace says:
 *
 * - `same`: the same steps, the same outcome, the same verdict.
 * - `other-steps`: the trace lists fewer or more steps than the execution takes.
 * - `other-outcome`: its steps did something else.
 * - `other-verdict`: another invariant broke, or it broke in another way, or none broke.
 * - `unverifiable`: the trace is in the former format, whose hash includes wording that may have changed.
 */
export type TraceComparison = 'same' | 'other-steps' | 'other-outcome' | 'other-verdict' | 'unverifiable';

export function compareWithTrace(replayed: Replayed, trace: Trace | FormerTrace): TraceComparison {
  const { executed, hash, schedule } = replayed;
  const isFormer = trace.schema === FORMER_TRACE_SCHEMA;
  const isSameSchedule =
    schedule.length === trace.steps.length && trace.steps.every(({ id }, index) => id === schedule[index]);
  if (!isSameSchedule) return 'other-steps';
  const isSameHash = (isFormer ? formerFingerprint(executed) : hash) === trace.hash;
  if (!isSameHash && !isFormer) return 'other-outcome';
  if (!hasVerdictOf(replayed, trace)) return 'other-verdict';
  return isSameHash ? 'same' : 'unverifiable';
}

/** A trace is about the most severe breach of its execution. */
function hasVerdictOf({ violations: [violation] }: Replayed, { verdict }: Trace | FormerTrace): boolean {
  return (
    violation?.invariant === verdict.invariant &&
    symptomOf(violation) === symptomIn(currentSignature(verdict.signature))
  );
}

export function comparisonInWords(replayed: Replayed, trace: Trace | FormerTrace): string {
  const [hash, traced] = [replayed.hash, trace.hash].map((each) => each.slice(0, 12));
  const { schedule, violations } = replayed;
  switch (compareWithTrace(replayed, trace)) {
    case 'same':
      return `Same steps, same tokens, same outcome as in the trace (${traced}).`;
    case 'other-steps':
      return `The execution takes ${schedule.length} steps, but the trace lists ${trace.steps.length}. The trace has been changed, or the code has.`;
    case 'other-outcome':
      return `The steps are those of the trace, but they did something else (hash ${hash}; in the trace ${traced}).`;
    case 'other-verdict': {
      const [broken] = violations;
      const now = broken ? symptomOf(broken) : 'no invariant broke';
      return `The steps are those of the trace, but the verdict is another: ${now}; in the trace ${verdictIn(trace)}.`;
    }
    case 'unverifiable':
      return `The steps are those of the trace. Whether the outcome is the same cannot be verified: hashes of ${FORMER_TRACE_SCHEMA} include wording that may have changed.`;
  }
}

/** The invariant beside the symptom where they do not fit together: somebody has changed one of them. */
function verdictIn({ verdict: { invariant, signature } }: Trace | FormerTrace): string {
  const symptom = symptomIn(signature);
  return symptom.startsWith(`${invariant}/`) ? symptom : `${invariant} with signature ${symptom}`;
}
