import { actorName } from '../../simulation/scenario/actor-name.ts';
import type { HuntedActor } from './hunted-program.ts';

/**
 * Adapts a schedule of one program to another that has only some of its actors. Actors are named by their position, so
 * the remaining ones have other names. Steps of removed actors are left out.
 *
 * @param schedule causal ids, which begin with the name of an actor
 */
export function carryOver(
  schedule: readonly string[],
  from: readonly HuntedActor[],
  to: readonly HuntedActor[],
): string[] {
  const renamed = namesIn(from, to);
  return schedule.flatMap((id) => {
    const [name = '', rest = ''] = splitId(id);
    if (!renamed.has(name)) return [id];
    const now = renamed.get(name);
    return now === undefined ? [] : [now + rest];
  });
}

/** New names by old ones; undefined for removed actors. */
function namesIn(from: readonly HuntedActor[], to: readonly HuntedActor[]): Map<string, string | undefined> {
  const names = new Map<string, string | undefined>();
  let next = 0;
  for (const [index, actor] of from.entries()) {
    const stays =
      from.length <= to.length || (next < to.length && JSON.stringify(to[next]) === JSON.stringify(actor));
    names.set(actorName(index), stays ? actorName(next) : undefined);
    if (stays) next += 1;
  }
  return names;
}

function splitId(id: string): [string, string] {
  const end = id.search(/[:/!]/);
  return end < 0 ? [id, ''] : [id.slice(0, end), id.slice(end)];
}
