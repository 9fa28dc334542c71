import type { Candidate } from './attempts.ts';

/**
 * The schedule of an execution without one call of an actor. The call that came next, and all that followed from
 * it, takes the ids that it has when it comes where the other did.
 * @param position of the call among those that the actor makes
 */
export function scheduleWithoutCall(
  { steps, calls }: Pick<Candidate, 'steps' | 'calls'>,
  actor: string,
  position: number,
): string[] {
  const made = calls.filter((call) => call.actor === actor);
  const call = made[position]?.id;
  const next = made[position + 1]?.id;
  if (call === undefined) return steps.map(({ id }) => id);
  /** By id: the new one, undefined for what goes with the call. */
  const names = new Map<string, string | undefined>();
  for (const { id, lineage } of steps) {
    if (id === next) names.set(id, call);
    else if (id === call) names.set(id, undefined);
    else if (lineage.parent === undefined || !names.has(lineage.parent)) names.set(id, id);
    else names.set(id, renamed(id, lineage.parent, names.get(lineage.parent)));
  }
  return [...names.values()].filter((id) => id !== undefined);
}

/** The id of a step whose issuer has another id than it had. */
function renamed(id: string, issuer: string, issuerThen: string | undefined): string | undefined {
  if (issuerThen === undefined) return undefined;
  const first = firstIssued(issuer);
  return id.startsWith(first)
    ? `${firstIssued(issuerThen)}${id.slice(first.length)}`
    : `${issuerThen}${id.slice(issuer.length)}`;
}

/** The id of the first thing that a step issues, as `Lineage` gives it. */
function firstIssued(id: string): string {
  const [, base, depth] = /^(.*):(\d+)$/.exec(id) ?? [];
  return depth === undefined ? `${id}:1` : `${base}:${Number(depth) + 1}`;
}
