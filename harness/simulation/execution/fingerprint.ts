import type { StepFacts } from '../../../results/step-facts.ts';
import { stepInWords } from '../../../results/words/step.ts';
import { errorInWords } from '../world/error-words.ts';
import { crashInWords } from './crash.ts';
import type { Executed } from './execute.ts';
import { digest } from './words.ts';

/**
 * SHA-256 over all that an execution did and returned: every step, every outcome, what is stored, what the
 * server saw. Tokens enter by their digests, so equal fingerprints mean equal tokens. Hex.
 */
export function executionFingerprint(executed: Executed): string {
  return fingerprintWith(executed, ({ id, does }) => `${id} ${JSON.stringify(does)}`);
}

/** The same as traces of format @1 have it: over words. Another one as soon as words have changed. */
export function formerFingerprint(executed: Executed): string {
  return fingerprintWith(executed, ({ id, does }) => `${id} ${does.kind} ${stepInWords(does)}`);
}

function fingerprintWith(
  executed: Executed,
  lineOf: (step: { readonly id: string; readonly does: StepFacts }) => string,
): string {
  const lines = executed.steps.map((step) => lineOf({ id: step.id, does: step.facts() }));
  for (const call of executed.calls) {
    const outcome =
      call.status === 'rejected' ? errorInWords(call.error) : JSON.stringify(call.value ?? null);
    lines.push(
      `${call.id} ${call.api} ${call.status} ${call.startedAt} ${call.settledAt} ${digest(outcome)}`,
    );
  }
  for (const { realm, event, at } of executed.hub) lines.push(`hub ${realm} ${event} ${at}`);
  for (const crash of executed.crashes) lines.push(crashInWords(crash));
  for (const [device, { data }] of executed.devices) {
    for (const key of [...data.keys()].sort()) lines.push(`${device} ${digest(`${key} ${data.get(key)}`)}`);
  }
  lines.push(`server ${executed.server.fingerprint()}`, `ending ${executed.ending}`);
  return digest(lines.join('\n'));
}
