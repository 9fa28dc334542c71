import { asJudged } from '../../harness/simulation/execution/as-judged.ts';
import type { Executed } from '../../harness/simulation/execution/execute.ts';
import { digest } from '../../harness/simulation/execution/words.ts';
import type { Violation } from '../../harness/simulation/invariants/invariant.ts';
import { errorInWords } from '../../harness/simulation/world/error-words.ts';

/**
 * All that an execution came to, as text that is equal for equal outcomes: what calls returned and when, what each app
 * heard and printed, what is stored, what the server knows, and what broke. Where two executions differ in none of
 * this, only the order of steps that commute can differ. Events are in the order that judges see: where none of them
 * can tell the order of two, it is the same in all executions.
 */
export function outcomeOf(executed: Executed, violations: readonly Violation[]): string {
  const lines: string[] = [`ending ${executed.ending}`];
  for (const { id, api, status, value, error, startTime, settleTime } of executed.calls) {
    const result = status === 'rejected' ? errorInWords(error) : JSON.stringify(value ?? null);
    lines.push(`call ${id} ${api} ${status} ${startTime}-${settleTime} ${short(result)}`);
  }
  const hub = new Map<string, string[]>();
  for (const { realm, event } of asJudged(executed).own.hub)
    hub.set(realm, [...(hub.get(realm) ?? []), event]);
  for (const [realm, events] of hub) lines.push(`hub ${realm} ${events.join(' ')}`);
  for (const { realm, time } of executed.loads) lines.push(`load ${realm} ${time}`);
  const printed = new Map<string, string[]>();
  for (const { realm, line } of executed.printed) printed.set(realm, [...(printed.get(realm) ?? []), line]);
  for (const [realm, all] of printed) lines.push(`printed ${realm} ${short(all.sort().join('\n'))}`);
  for (const [device, { data }] of executed.devices) {
    for (const [key, value] of data) lines.push(`stored ${device} ${short(key)} ${short(value)}`);
  }
  for (const reason of executed.unhandledRejections) lines.push(`unhandled ${short(errorInWords(reason))}`);
  for (const { invariant, symptom } of violations) lines.push(`broken ${invariant}: ${symptom}`);
  lines.push(`server ${executed.server.fingerprint()}`);
  return lines.sort().join('\n');
}

const LONGEST = 60;

/** Long values by their digest: outcomes are compared, and some of these are tokens. */
function short(text: string): string {
  return text.length <= LONGEST ? text : digest(text).slice(0, 16);
}
