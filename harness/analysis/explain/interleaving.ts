import type { Interleaving, InterleavingRow } from '../../../results/types.ts';
import type { AwsIdentity } from '../../amplify/client/auth-client.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import type { Words } from '../../simulation/execution/words.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';
import type { Step, StepKind } from '../../simulation/world/step.ts';
import type { FrameMapper } from './source-frames.ts';

export interface Highlights {
  /** Ids of the steps that race. */
  readonly racing?: ReadonlySet<string>;
  /** Ids of other steps of which the explanation speaks. */
  readonly mentioned?: ReadonlySet<string>;
  /** Ids of the steps before which the actor that ran last could have gone on. */
  readonly preemptions: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** What comes from outside: mishaps and their ends, the user coming back. Nothing else explains it. */
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
  const { steps, calls } = executed;
  const rows: InterleavingRow[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (!step) continue;
    const next = steps[index + 1];
    const joined = next !== undefined && completes(next, step) ? [step, next] : [step];
    index += joined.length - 1;
    const [at] = frames(step.stack);
    rows.push({
      ids: joined.map(({ id }) => id),
      actor: step.actor,
      text: joined.length === 1 || step.kind !== 'request' ? step.describe() : (next?.describe() ?? ''),
      contextSwitch: joined.some(({ id }) => preemptions.has(id)),
      racing: joined.some(({ id }) => racing.has(id)),
      ...(joined.some(({ id, kind }) => mentioned.has(id) || FROM_OUTSIDE.has(kind)) && { mentioned: true }),
      ...(at && { at }),
    });
    for (const call of calls) {
      if (call.settledAt === undefined || call.settledAt <= index + 1 - joined.length) continue;
      if (call.settledAt > index + 1) continue;
      rows.push({
        ids: [],
        actor: call.actor,
        text: outcome(call, executed),
        contextSwitch: false,
        racing: false,
      });
    }
  }
  return { actors: [...new Set(steps.map((step) => step.actor))].sort(), rows };
}

/** Whether `next` only tells the caller of `step` that it is done. */
function completes(next: Step, step: Step): boolean {
  return (
    (next.kind === 'completion' || next.kind === 'response') &&
    (step.kind === 'effect' || step.kind === 'request') &&
    next.lineage.parent === step.id
  );
}

function outcome({ api, status, value, error }: CallRecord, { words }: Executed): string {
  if (status === 'rejected') {
    return `${api} fails: ${error instanceof Error ? error.name : 'something that is no Error'}`;
  }
  if (typeof value !== 'object' || value === null || !('signedIn' in value)) return `${api} returns`;
  const aws = awsInWords(value as AwsIdentity, words);
  if (!value.signedIn) return `${api} returns: signed out${aws}`;
  const token = 'accessToken' in value ? ` with ${words.value(String(value.accessToken))}` : '';
  return `${api} returns: signed in${token}${aws}`;
}

/** The identity id and the expiry of AWS credentials; nothing of the keys, which are secret. */
function awsInWords({ identityId, accessKeyId, credentialsExpireAt }: AwsIdentity, words: Words): string {
  if (accessKeyId === undefined) return '';
  const identity = identityId === undefined ? '' : ` of identity ${words.value(identityId)}`;
  const expiry = Number.isFinite(credentialsExpireAt)
    ? `, which expire at ${new Date(credentialsExpireAt ?? 0).toISOString()}`
    : '';
  return `, AWS credentials${identity}${expiry}`;
}
