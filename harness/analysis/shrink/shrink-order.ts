import { isFault } from '../../simulation/world/step.ts';
import type { Attempts, Candidate } from './attempts.ts';

/** Takes departures from the default order away, many at once, then one by one. */
export async function dropDeviations(from: Candidate, attempts: Attempts): Promise<Candidate> {
  let best = from;
  for (
    let size = Math.ceil(best.deviations.size / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    let start = 0;
    while (start < best.deviations.size && !attempts.spent) {
      const entries = [...best.deviations];
      const kept = new Map([...entries.slice(0, start), ...entries.slice(start + size)]);
      const found = await attempts.byDeviations(best.parts, kept);
      if (found && cost(found) <= cost(best)) best = found;
      else start += size;
    }
  }
  return best;
}

/** Swaps neighbouring blocks of one actor each where that saves context switches. */
export async function swapBlocks(from: Candidate, attempts: Attempts): Promise<Candidate> {
  let best = from;
  let improved = true;
  while (improved && !attempts.spent) {
    improved = false;
    const blocks = blocksOf(best);
    for (let index = 0; index + 1 < blocks.length && !attempts.spent; index += 1) {
      const order = blocks
        .with(index, blocks[index + 1] ?? [])
        .with(index + 1, blocks[index] ?? [])
        .flat();
      const found = await attempts.bySchedule(best.parts, order);
      if (!found || cost(found) >= cost(best)) continue;
      best = found;
      improved = true;
      break;
    }
  }
  return best;
}

/** Lets each departure happen after another step instead, where that saves context switches. */
export async function moveDeviations(from: Candidate, attempts: Attempts): Promise<Candidate> {
  let best = from;
  const actors = new Map(from.steps.map(({ id, actor }) => [id, actor]));
  for (const [after, wanted] of from.deviations) {
    const actor = wanted.startsWith('@') ? wanted : `@${actors.get(wanted)}`;
    for (const { id } of best.steps) {
      if (attempts.spent || !best.deviations.has(after)) break;
      if (best.deviations.has(id)) continue;
      const moved = new Map([...best.deviations].filter(([key]) => key !== after)).set(id, actor);
      const found = await attempts.byDeviations(best.parts, moved);
      if (found && cost(found) < cost(best)) best = found;
    }
  }
  return best;
}

/** Faults and kills count most, then preemptions, then all switches, then steps: factors far apart keep them so. */
function cost({ switches, steps }: Candidate): number {
  const faults = steps.filter(isFault).length;
  return ((faults * 1000 + switches.preemptions.size) * 10_000 + switches.all) * 10_000 + steps.length;
}

function blocksOf({ steps }: Candidate): string[][] {
  const blocks: string[][] = [];
  let actor: string | undefined;
  for (const step of steps) {
    if (step.actor !== actor) blocks.push([]);
    actor = step.actor;
    blocks.at(-1)?.push(step.id);
  }
  return blocks;
}
