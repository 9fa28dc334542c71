import { errorInWords } from '../world/error-words.ts';
import { crashInWords } from './crash.ts';
import type { Executed } from './execute.ts';
import { digest } from './words.ts';

/**
 * SHA-256 over all that an execution did and returned: every step, every outcome, what is stored, what the
 * server saw. Tokens enter by their digests, so equal fingerprints mean equal tokens. Hex.
 */
export function executionFingerprint(executed: Executed): string {
  const lines: string[] = [];
  for (const step of executed.steps) lines.push(`${step.id} ${step.kind} ${step.describe()}`);
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
