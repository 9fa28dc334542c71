import { type Executed, execute } from '../execution/execute.ts';
import type { Subject } from '../execution/subject.ts';
import type { StepAccesses } from './accesses.ts';
import { conflicts, type RacingPair } from './conflicts.ts';
import { type Hold, holdingBack } from './hold-back.ts';

/** Pairs of steps that, each turned round, make a finding go away; no smaller set of those tried does. */
export interface Flips {
  /** In the order of the failing execution. */
  readonly pairs: readonly RacingPair[];
  /** The execution with the pairs turned round: it does not show the finding. */
  readonly without: Executed;
}

export interface FlipLimits {
  /** Most pairs to turn round at once. */
  readonly pairs: number;
  /** Executions after which larger sets are not tried any more; single pairs all are. */
  readonly executions: number;
}

const LIMITS: FlipLimits = { pairs: 3, executions: 600 };

/** How far back to go for a point from which two steps can be made to swap. */
const MOST_ANCESTORS = 24;

/** Pairs made to swap, and how. */
interface Flipped {
  readonly pairs: readonly RacingPair[];
  readonly holds: readonly Hold[];
  readonly executed: Executed;
  /** Number of steps that had to come later than they did. */
  readonly putOff: number;
}

/**
 * Finds the smallest set of conflicting steps of a minimal failing execution whose order, turned round, makes the
 * finding go away; of sets of one size, that for which least else has to change. Each is tried by running it, not
 * argued: where a queue keeps two steps in order, what issued the first is put off as well, as far back as it takes.
 */
export async function findFlips(
  subject: Subject,
  executed: Executed,
  accesses: StepAccesses,
  shows: (executed: Executed) => boolean,
  limits: FlipLimits = LIMITS,
): Promise<Flips | undefined> {
  const pairs = conflicts(executed.steps, accesses);
  const flipper = new Flipper(subject, executed);
  let failing: Flipped[] = [{ pairs: [], holds: [], executed, putOff: 0 }];
  for (let size = 1; size <= limits.pairs && failing.length > 0; size += 1) {
    const still: Flipped[] = [];
    let best: Flipped | undefined;
    for (const set of failing) {
      // Each set once, its pairs in the order in which they are listed.
      for (const pair of pairs.slice(pairs.indexOf(set.pairs.at(-1) as RacingPair) + 1)) {
        if (size > 1 && flipper.executions >= limits.executions) break;
        const flipped = await flipper.flip(set, pair, best?.putOff);
        if (!flipped) continue;
        if (shows(flipped.executed)) still.push(flipped);
        else best = flipped;
      }
    }
    if (best) return { pairs: best.pairs.toReversed(), without: best.executed };
    failing = still;
  }
  return undefined;
}

class Flipper {
  executions = 0;
  readonly #subject: Subject;
  readonly #schedule: readonly string[];
  /** By id of a step: its own and those of its causal ancestors, nearest first. */
  readonly #ancestry: ReadonlyMap<string, readonly string[]>;

  constructor(subject: Subject, { steps }: Executed) {
    this.#subject = subject;
    this.#schedule = steps.map(({ id }) => id);
    const ancestry = new Map<string, readonly string[]>();
    for (const { id, lineage } of steps)
      ancestry.set(id, [id, ...(ancestry.get(lineage.parent ?? '') ?? [])]);
    this.#ancestry = ancestry;
  }

  /** Turns one more pair round, unless as many steps as `lessThan` have to be put off for it. */
  async flip(
    set: Flipped,
    pair: RacingPair,
    lessThan = Number.POSITIVE_INFINITY,
  ): Promise<Flipped | undefined> {
    const pairs = [...set.pairs, pair];
    const beforeSecond = this.#ancestryOf(pair.second.id);
    for (const origin of this.#ancestryOf(pair.first.id).slice(0, MOST_ANCESTORS)) {
      if (beforeSecond.includes(origin)) return undefined;
      const holds = [...set.holds, { step: origin, until: pair.second.id }];
      const putOff = this.#putOff(holds);
      if (putOff >= lessThan) return undefined;
      this.executions += 1;
      const strategy = holdingBack(this.#schedule, holds);
      const executed = await execute(this.#subject, strategy, { observed: true });
      if (pairs.every((flipped) => isTurnedRound(flipped, executed)))
        return { pairs, holds, executed, putOff };
    }
    return undefined;
  }

  /** How many steps came before what they, or what they follow from, are held back for. */
  #putOff(holds: readonly Hold[]): number {
    return this.#schedule.filter((id, at) =>
      holds.some(
        ({ step, until }) => this.#ancestryOf(id).includes(step) && at < this.#schedule.indexOf(until),
      ),
    ).length;
  }

  #ancestryOf(id: string): readonly string[] {
    return this.#ancestry.get(id) ?? [];
  }
}

/** Whether the second step comes first now, or alone. */
function isTurnedRound({ first, second }: RacingPair, { steps }: Executed): boolean {
  const [firstAt, secondAt] = [first.id, second.id].map((wanted) =>
    steps.findIndex(({ id }) => id === wanted),
  );
  if (firstAt === undefined || secondAt === undefined || secondAt < 0) return false;
  return firstAt < 0 || secondAt < firstAt;
}
