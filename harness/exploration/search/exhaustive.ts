import type { StepKind } from '../../../results/step-facts.ts';
import type { Accesses } from '../../instrumentation/access-set.ts';
import type { Execution } from '../../simulation/execution/execution.ts';
import { isFault, type Step } from '../../simulation/world/step.ts';
import { type Frame, frameOf, sleepBelow, unitsLeft } from './frame.ts';
import type { SearchProbe } from './probe.ts';
import { SharedLocations } from './shared-locations.ts';
import { type SearchUnit, WHOLE_SEARCH } from './unit.ts';
import { LocalVisitedStates, StepBits, type VisitedStates } from './visited-states.ts';

export interface ExhaustiveOptions {
  /** Whether states with the same future are explored once. If false, each class of executions is run to its end. */
  readonly mergeStates?: boolean | undefined;
  /** Whether steps that access nothing shared are taken without alternatives. */
  readonly reduce?: boolean | undefined;
  /** The part to search; all by default. */
  readonly unit?: SearchUnit | undefined;
  readonly visited?: VisitedStates | undefined;
  /** Locations already known to be shared. */
  readonly shared?: readonly string[] | undefined;
  /** Steps that were alone in some state: tried first in others. The search adds to it, for other parts to start with. */
  readonly alone?: Set<string> | undefined;
}

export interface SearchFigures {
  /** Executions that reached their end. */
  readonly complete: number;
  /** Executions stopped in a state that had been explored before. */
  readonly merged: number;
  /** Executions stopped because all enabled steps were in the sleep set. */
  readonly blocked: number;
  /** Number of distinct states visited. */
  readonly states: number;
  /** Number of distinct states in which nothing is enabled any more. */
  readonly endStates: number;
  /** Share of the search that is done, 0 to 1, assuming that all steps of a state lead to equally large parts. */
  readonly done: number;
}

/**
 * Exhaustive search: depth first over all orders, up to the order of steps that commute.
 *
 * - Sleep sets (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996, ch. 5) keep
 *   it from running two executions of one Mazurkiewicz trace.
 * - States with the same future are merged. A state remembers the sleep set with which it was explored. If it is reached
 *   again with a smaller one, the difference is explored (Godefroid, ch. 6).
 * - A step is taken alone (a persistent set of one) if it accesses only locations on which no concurrent step conflicts.
 *   Which locations are shared is not assumed but found: the search starts with none and watches for conflicts between
 *   steps that no causal chain orders. When it finds a new one, it starts again with that location known. It ends when a
 *   whole search finds none. If a step were wrongly taken alone, some trace would have it conflict with a later concurrent
 *   step. Taken first, it still conflicts with that step, in a trace that the search does run, and the location would be
 *   known (as in dynamic partial-order reduction, Flanagan and Godefroid, 2005, with locations in place of backtracking
 *   points). Executions are finite, so the argument goes by induction.
 *
 * The search finds every outcome under three assumptions:
 *
 * 1. Accesses are complete: whatever two steps share is in the access sets of both, and no access is recorded as weaker
 *    than its use. Guards: `storage-programs.test.ts`, `world-faults.test.ts`, `wrapped-clients.test.ts` here and
 *    `heap/soundness.test.ts`, which compare the search with every order.
 * 2. The key of a state holds all that the future and the judges can see. It is computed from the histories of realms and
 *    every digest in `execution/digests.ts`. `execution/judged-parts.ts` names the digest that holds each part of an
 *    execution that judges see, and does not compile if one is missing. Guard: `judged.test.ts`: random executions that
 *    end in states with the same key look the same to judges.
 * 3. What is judged does not depend on the order of steps that commute. Moments conflict if a general invariant compares
 *    their order (`execution/compared-moments.ts`), so the search takes both orders. Judges see no other order
 *    (`execution/as-judged.ts`): step numbers are positions in a sequence that is the same for all executions of one
 *    trace. A scenario's own invariants see the steps; if there are any, all such moments conflict, and the order of steps
 *    is part of the key. Guards: `judged.test.ts` and `execution/happened-before.test.ts`.
 */
export class ExhaustiveSearch {
  readonly name = 'exhaustive';
  readonly #mergeStates: boolean;
  readonly #reduce: boolean;
  readonly #shared: SharedLocations;
  readonly #visited: VisitedStates;
  readonly #unit: SearchUnit;
  readonly #endStates = new Set<string>();
  readonly #alone: Set<string>;
  readonly #frames: Frame[] = [];
  #probe: SearchProbe | undefined;
  #started = false;
  #depth = 0;
  /** The depth from which the current execution differs from the previous one. */
  #branching = 0;
  #done = 0;
  #complete = 0;
  #merged = 0;
  #blocked = 0;

  constructor({
    mergeStates = true,
    reduce = true,
    unit = WHOLE_SEARCH,
    visited = new LocalVisitedStates(),
    shared = [],
    alone = new Set(),
  }: ExhaustiveOptions = {}) {
    this.#mergeStates = mergeStates;
    this.#reduce = reduce;
    this.#unit = unit;
    this.#visited = visited;
    this.#shared = new SharedLocations(shared);
    this.#alone = alone;
  }

  get figures(): SearchFigures {
    return {
      complete: this.#complete,
      merged: this.#merged,
      blocked: this.#blocked,
      states: this.#visited.size,
      endStates: this.#endStates.size,
      done: this.#done,
    };
  }

  /** Keys of the states in which nothing is enabled any more. */
  get endStates(): ReadonlySet<string> {
    return this.#endStates;
  }

  /**
   * Locations that turned out to be shared. If there are any, the search so far is void and has to start again with them.
   */
  get foundShared(): readonly string[] {
    return this.#shared.found;
  }

  /** The rest of the search, as parts that can be searched in any order. */
  remaining(): SearchUnit[] {
    return this.#started ? unitsLeft(this.#unit.path, this.#frames) : [this.#unit];
  }

  begin(): boolean {
    this.#depth = 0;
    if (this.foundShared.length > 0) return false;
    if (!this.#started) {
      this.#started = true;
      const first = frameOf(this.#unit);
      if (first) this.#frames.push(first);
      return true;
    }
    for (let frame = this.#frames.at(-1); frame; frame = this.#frames.at(-1)) {
      const next = frame.todo.shift();
      if (next !== undefined) {
        frame.chosen = next;
        this.#branching = this.#unit.path.length + this.#frames.length - 1;
        this.#shared.rewind(this.#branching);
        return true;
      }
      this.#frames.pop();
    }
    return false;
  }

  /** Sets the probe for the execution that is about to run. */
  attach(probe: SearchProbe): void {
    this.#probe = probe;
  }

  pick(enabled: readonly Step[]): Step | undefined {
    const wanted = this.#unit.path[this.#depth] ?? (this.#frame() ?? this.#enter(enabled))?.chosen;
    if (wanted === undefined) return undefined;
    const step = enabled.find(({ id }) => id === wanted);
    if (!step) {
      this.#probe?.lost(`step ${wanted} was enabled before in this state and is not now`);
      return undefined;
    }
    this.#probe?.before(step, this.#depth < this.#branching);
    return step;
  }

  /** To be called when a step has come to rest. */
  settled(step: Step): void {
    if (this.#depth < this.#branching) {
      this.#probe?.afterAgain(step);
      this.#depth += 1;
      return;
    }
    const accesses = this.#probe?.after(step) ?? new Map();
    this.#shared.record(step, accesses);
    const frame = this.#frame();
    this.#depth += 1;
    if (!frame || frame.done.has(step.id)) return;
    frame.done.set(step.id, accesses);
    if (!this.#reduce || !this.#isAlone(step.kind, accesses)) return;
    // It commutes with all others, so they need not be tried.
    this.#done += frame.share * frame.todo.splice(0).length;
    this.#alone.add(step.id);
  }

  end({ ending }: Pick<Execution, 'ending'>): void {
    this.#done += this.#frames.at(-1)?.share ?? this.#unit.share;
    if (ending !== 'quiescent') return;
    this.#complete += 1;
    if (this.#probe) this.#endStates.add(this.#probe.stateKey());
  }

  /** The state at the current depth, if it belongs to this part of the search and has been entered. */
  #frame(depth = this.#depth): Frame | undefined {
    return depth < this.#unit.path.length ? undefined : this.#frames[depth - this.#unit.path.length];
  }

  /** Enters a state that the search reaches for the first time on this path. */
  #enter(enabled: readonly Step[]): Frame | undefined {
    const parent = this.#frame(this.#depth - 1);
    const sleep = parent ? sleepBelow(parent) : new Map<string, Accesses>();
    const todo = this.#isCovered(enabled, sleep) ? [] : this.#notExplored(enabled, sleep);
    const above = this.#frames.at(-1)?.share ?? this.#unit.share;
    const share = above / todo.length;
    const chosen = todo.shift();
    if (chosen === undefined) return undefined;
    const frame: Frame = { todo, sleep, done: new Map(), chosen, share };
    this.#frames.push(frame);
    return frame;
  }

  /** Whether a step that could be taken alone is in the sleep set: its continuations are explored, so all are. */
  #isCovered(enabled: readonly Step[], sleep: ReadonlyMap<string, Accesses>): boolean {
    const covered = enabled.some(({ id, kind }) => {
      const accesses = sleep.get(id);
      return this.#reduce && accesses !== undefined && this.#isAlone(kind, accesses);
    });
    if (covered) this.#blocked += 1;
    return covered;
  }

  /** The enabled steps that have to be tried here, in order. */
  #notExplored(enabled: readonly Step[], sleep: ReadonlyMap<string, Accesses>): string[] {
    const order = this.#inOrder(enabled);
    if (!this.#mergeStates) return this.#orBlocked(order.filter((id) => !sleep.has(id)));
    const steps = new StepBits(enabled.map(({ id }) => id));
    const asleep = steps.bitsOf(sleep);
    const leftOut = this.#visited.meet(this.#probe?.stateKey() ?? '', asleep);
    const awake = this.#orBlocked(order.filter((id) => !steps.isIn(asleep, id)));
    if (leftOut === undefined || awake.length === 0) return awake;
    const todo = awake.filter((id) => steps.isIn(leftOut, id));
    if (todo.length === 0) this.#merged += 1;
    return todo;
  }

  #orBlocked(awake: string[]): string[] {
    if (awake.length === 0) this.#blocked += 1;
    return awake;
  }

  /** Ids of the enabled steps; only one of those that can wait, if nothing else can see whether it has happened. */
  #inOrder(enabled: readonly Step[]): string[] {
    // First: once another step was tried it would count as explored after these, and it never is.
    const onlyNow = enabled.filter((step) => step.onlyNow).map(({ id }) => id);
    const others = enabled.filter((step) => !step.onlyNow);
    const invisible = this.#reduce ? others.find((step) => this.#probe?.isInvisible(step)) : undefined;
    if (invisible) return [...onlyNow, invisible.id];
    const ids = others.map(({ id }) => id);
    return [
      ...onlyNow,
      ...ids.filter((id) => this.#alone.has(id)),
      ...ids.filter((id) => !this.#alone.has(id)),
    ];
  }

  /** Whether no concurrent step conflicts with a step that has these accesses. */
  #isAlone(kind: StepKind, accesses: Accesses): boolean {
    return !isFault({ kind }) && !this.#shared.touchedBy(accesses);
  }
}
