import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import type { RacingPair } from './conflicts.ts';
import { type Hold, holdingBack } from './hold-back.ts';

/** Pairs of steps whose reversal prevents a finding. No smaller set that was tried does. */
export interface Reversals {
  /** In the order of the failing execution. */
  readonly pairs: readonly RacingPair[];
  /** The execution with the pairs reversed: it does not show the finding. */
  readonly without: Executed;
}

export interface ReversalLimits {
  /** The most pairs to reverse at once. */
  readonly pairs: number;
  /** Number of executions after which no larger sets are tried; all single pairs are. */
  readonly executions: number;
}

const LIMITS: ReversalLimits = { pairs: 3, executions: 600 };

/** How far back to go for a point from which two steps can be made to swap. */
const MOST_ANCESTORS = 24;

/**
 * What happens to a finding in another order: `well` if nothing breaks; `better` if only what breaks anyway does;
 * `otherwise` if something else breaks instead, even if only in another way, or something else has changed, too; or `as
 * before`.
 */
export type Outcome = 'well' | 'better' | 'otherwise' | 'as before';

/** Pairs made to swap, and how. */
interface Reversed {
  readonly pairs: readonly RacingPair[];
  readonly holds: readonly Hold[];
  readonly executed: Executed;
  /** Number of steps that had to be delayed. */
  readonly putOff: number;
}

/**
 * Finds the smallest set of conflicting pairs in a minimal failing execution whose reversal prevents the finding. Among
 * single pairs, it takes one of the first group that has any; among sets of one size, the one for which least else has to
 * change. Each reversal is run, not argued: if a queue keeps two steps in order, the step that issued the first is delayed,
 * too, as far back as necessary.
 */
export class ReversalSearch {
  readonly #reverser: Reverser;
  readonly #executed: Executed;
  readonly #outcomeOf: (executed: Executed) => Outcome;
  readonly #limits: ReversalLimits;
  readonly #pairs: RacingPair[] = [];
  /** Sets of pairs whose reversal is not enough. */
  #failing: Reversed[] = [];
  /** The best set whose outcome is well or better. */
  #best: Reversed | undefined;
  #isWell = false;
  /** The best of those with which something else breaks. */
  #otherwise: Reversed | undefined;

  constructor(
    subject: Subject,
    executed: Executed,
    outcomeOf: (executed: Executed) => Outcome,
    limits: ReversalLimits = LIMITS,
  ) {
    this.#reverser = new Reverser(subject, executed);
    this.#executed = executed;
    this.#outcomeOf = outcomeOf;
    this.#limits = limits;
  }

  /** The reversals that prevent the finding, as far as they were tried, without anything else breaking. */
  get found(): Reversals | undefined {
    return this.#best && this.#reversals(this.#best);
  }

  /** Tries single pairs, until a group has one that is enough. @param groups the likeliest first */
  async tryEach(
    groups: AsyncIterable<readonly RacingPair[]> | Iterable<readonly RacingPair[]>,
  ): Promise<void> {
    const unturned: Reversed = { pairs: [], holds: [], executed: this.#executed, putOff: 0 };
    for await (const group of groups) {
      this.#pairs.push(...group);
      await this.#extend(unturned, group);
      if (this.#best) return;
    }
  }

  /** The reversals that prevent the finding, but something else breaks instead, or a fault hits differently. */
  get otherwise(): Reversals | undefined {
    return this.#otherwise && this.#reversals(this.#otherwise);
  }

  /** Tries single pairs and, if none is enough, sets of all pairs tried so far. */
  async tryAll(groups: AsyncIterable<readonly RacingPair[]>): Promise<void> {
    await this.tryEach(groups);
    const { pairs: most, executions } = this.#limits;
    for (let size = 2; size <= most && !this.#best; size += 1) {
      const sets = this.#failing;
      this.#failing = [];
      for (const set of sets) {
        // Each set once, its pairs in the order in which they are listed.
        const further = this.#pairs.slice(this.#pairs.indexOf(set.pairs.at(-1) as RacingPair) + 1);
        await this.#extend(set, further, executions);
      }
    }
  }

  /** Reverses each of the pairs in addition to a set. */
  async #extend(
    set: Reversed,
    pairs: readonly RacingPair[],
    executions = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    for (const pair of pairs) {
      if (this.#reverser.executions >= executions) return;
      const reversed = await this.#reverser.reverse(set, pair, this.#isWell ? this.#best?.putOff : undefined);
      if (reversed) this.#rate(reversed);
    }
  }

  #rate(reversed: Reversed): void {
    const outcome = this.#outcomeOf(reversed.executed);
    const isWell = outcome === 'well';
    if (isWell || outcome === 'better') {
      if (isWell === this.#isWell ? isLess(reversed, this.#best) : isWell) this.#best = reversed;
      this.#isWell ||= isWell;
      return;
    }
    this.#failing.push(reversed);
    if (outcome === 'otherwise' && isLess(reversed, this.#otherwise)) this.#otherwise = reversed;
  }

  #reversals({ pairs, executed }: Reversed): Reversals {
    const { steps } = this.#executed;
    return {
      pairs: pairs.toSorted((one, other) => steps.indexOf(one.second) - steps.indexOf(other.second)),
      without: executed,
    };
  }
}

/** Code of a program goes on at the end of a call: there is no other point than its beginning. */
function mostAncestors({ directly, isOfProgram }: RacingPair): number {
  if (directly) return 1;
  return isOfProgram ? Number.POSITIVE_INFINITY : MOST_ANCESTORS;
}

/** Whether a set is smaller, or equally small and delays fewer steps. */
function isLess(one: Reversed, other: Reversed | undefined): boolean {
  if (!other) return true;
  if (one.pairs.length !== other.pairs.length) return one.pairs.length < other.pairs.length;
  return one.putOff < other.putOff;
}

class Reverser {
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

  /** Reverses another pair, unless as many steps as `lessThan` have to be delayed for it. */
  async reverse(
    set: Reversed,
    pair: RacingPair,
    lessThan = Number.POSITIVE_INFINITY,
  ): Promise<Reversed | undefined> {
    const pairs = [...set.pairs, pair];
    const beforeSecond = this.#ancestryOf(pair.second.id);
    for (const origin of this.#ancestryOf(pair.first.id).slice(0, mostAncestors(pair))) {
      if (beforeSecond.includes(origin)) return undefined;
      const holds = [...set.holds, { step: origin, until: pair.second.id }];
      const putOff = this.#putOff(holds);
      if (putOff >= lessThan) return undefined;
      this.executions += 1;
      const strategy = holdingBack(this.#schedule, holds);
      const executed = await execute(this.#subject, strategy, { observed: true });
      if (pairs.every((reversed) => isTurnedRound(reversed, executed)))
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
