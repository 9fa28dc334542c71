import { type Executed, execute } from '../execution/execute.ts';
import type { Subject } from '../execution/subject.ts';
import { replayStrategy } from '../strategies/replay.ts';
import type { Step } from '../world/step.ts';

/** Two steps of which the order decides whether the finding shows. */
export interface RacingPair {
  readonly first: Step;
  readonly second: Step;
}

/** How far back to go for a point from which the two steps can be made to swap. */
const MOST_ANCESTORS = 24;

/**
 * Finds the race of a minimal failing execution: of the conflicting steps of different actors whose order,
 * turned round, makes the finding go away, the pair for which least else has to change. Each candidate is
 * tried by running it, not argued.
 */
export async function findRace(
  subject: Subject,
  executed: Executed,
  shows: (executed: Executed) => boolean,
): Promise<RacingPair | undefined> {
  let best: { pair: RacingPair; putOff: number } | undefined;
  for (const pair of conflicts(executed.steps)) {
    const flipped = await flip(subject, executed, pair, best?.putOff);
    if (flipped && !shows(flipped.executed)) best = { pair, putOff: flipped.putOff };
  }
  return best?.pair;
}

/**
 * Neighbouring accesses of different actors to one resource, at least one of them writing: reads with the write
 * that they see or that overwrites what they saw, writes with the one before. The latest come first.
 */
function conflicts(steps: readonly Step[]): RacingPair[] {
  const pairs: RacingPair[] = [];
  for (const [later, second] of steps.entries()) {
    if (second.resource === undefined) continue;
    for (let earlier = later - 1; earlier >= 0; earlier -= 1) {
      const first = steps[earlier];
      if (first?.resource !== second.resource) continue;
      if (first.actor !== second.actor && (first.writes || second.writes)) pairs.push({ first, second });
      // What lies behind a write is ordered with it, not with what follows.
      if (first.writes) break;
    }
  }
  return pairs.reverse();
}

interface Flipped {
  readonly executed: Executed;
  /** Number of steps that had to come later than they did. */
  readonly putOff: number;
}

/**
 * Runs the same again with the second step before the first. Where a queue keeps the two in order, what issued
 * the first is put off as well, as far back as it takes.
 */
async function flip(
  subject: Subject,
  { steps }: Executed,
  { first, second }: RacingPair,
  lessThan = Number.POSITIVE_INFINITY,
): Promise<Flipped | undefined> {
  const parents = new Map(steps.map(({ id, lineage }) => [id, lineage.parent]));
  const beforeSecond = new Set(ancestry(second.id, parents));
  const ids = steps.map(({ id }) => id);
  const through = ids.indexOf(second.id) + 1;
  for (const origin of ancestry(first.id, parents).slice(0, MOST_ANCESTORS)) {
    if (beforeSecond.has(origin)) return undefined;
    const putOff = ids.slice(0, through).filter((id) => ancestry(id, parents).includes(origin));
    if (putOff.length >= lessThan) return undefined;
    const order = [
      ...ids.slice(0, through).filter((id) => !putOff.includes(id)),
      ...putOff,
      ...ids.slice(through),
    ];
    const executed = await execute(subject, replayStrategy(order), { observed: true });
    const position = (id: string): number => executed.steps.findIndex((step) => step.id === id);
    const [firstAt, secondAt] = [position(first.id), position(second.id)];
    if (secondAt >= 0 && (firstAt < 0 || secondAt < firstAt)) return { executed, putOff: putOff.length };
  }
  return undefined;
}

/** A step's id and those of its causal ancestors, nearest first. */
function ancestry(id: string, parents: ReadonlyMap<string, string | undefined>): string[] {
  const line: string[] = [];
  for (let at: string | undefined = id; at !== undefined; at = parents.get(at)) line.push(at);
  return line;
}
