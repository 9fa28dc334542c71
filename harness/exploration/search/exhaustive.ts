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
  /** Whether states with an equal future are explored once. Off, each class of executions is run to its end. */
  readonly mergeStates?: boolean | undefined;
  /** Whether steps that touch nothing shared are taken without alternatives. */
  readonly reduce?: boolean | undefined;
  /** The part to search; all by default. */
  readonly unit?: SearchUnit | undefined;
  readonly visited?: VisitedStates | undefined;
  /** Locations already known to be shared. */
  readonly shared?: readonly string[] | undefined;
  /** Steps that were alone in some state: the ones to try first in others. Added to; for other parts to begin with. */
  readonly alone?: Set<string> | undefined;
}

export interface SearchFigures {
  /** Executions run to their end. */
  readonly complete: number;
  /** Executions given up in a state that had been explored. */
  readonly merged: number;
  /** Executions given up because all enabled steps were asleep. */
  readonly blocked: number;
  /** Different states met. */
  readonly states: number;
  /** Different states in which nothing is enabled any more. */
  readonly endStates: number;
  /** How much of the whole has been searched, from 0 to 1, if all steps of a state led to equally much. */
  readonly done: number;
}

/**
 * Exhaustive search: depth first over all orders, one of each that differ only in the order of steps that
 * commute.
 *
 * - Sleep sets (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", 1996, ch. 5) keep
 *   it from running two executions of one Mazurkiewicz trace.
 * - States with an equal future are merged. A state remembers the sleep set it was explored with; when it is met
 *   again with a smaller one, the difference is explored (Godefroid, ch. 6).
 * - A step that touches only locations which no concurrent step conflicts on is taken alone: a persistent set of
 *   one. Which locations are shared is not assumed but found: the search starts with none, watches for conflicts
 *   between steps that no causal chain orders, and when it finds a new one it has to begin anew with it. It ends
 *   when a whole search finds none. Were a step wrongly taken alone, some trace would have it conflict with a later
 *   concurrent step; taken first, it still conflicts there, in a trace that the search does run, and the
 *   location would be known (as in dynamic partial-order reduction, Flanagan and Godefroid, 2005, with
 *   locations in place of backtracking points). Executions are finite, so the argument goes by induction.
 *
 * That every outcome is found rests on three assumptions:
 *
 * 1. Accesses are complete: whatever two steps share is in what both accessed, and an access is never weaker than the
 *    use. Guards: `storage-programs.test.ts`, `world-faults.test.ts`, `wrapped-clients.test.ts` here and
 *    `heap/soundness.test.ts`, which compare the search with every order.
 * 2. The key of a state holds all that the future and the judges can see. It is made of the histories of realms and of
 *    every digest in `execution/digests.ts`; `execution/judged-parts.ts` says which digest holds each part of an
 *    execution that judges see, and does not compile without. Guard: `judged.test.ts`, where random executions that
 *    end in states of one key are the same to judges.
 * 3. What is judged does not depend on the order of steps that commute. Moments whose order a general invariant
 *    compares conflict (`execution/compared-moments.ts`), so the search takes both orders. All other order is taken out
 *    of what judges see (`execution/as-judged.ts`): numbers of steps are places in a sequence that is the same for all
 *    executions of one trace. Invariants of a scenario's own see the steps; where there are any, all such moments
 *    conflict, and the order of steps is part of the key. Guards: `judged.test.ts` and
 *    `execution/happened-before.test.ts`.
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
  /** Depth from which the execution under way differs from the one before. */
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
   * Locations that turned out to be shared. Once there are any, what has been searched is void: the search has to
   * begin anew with them.
   */
  get foundShared(): readonly string[] {
    return this.#shared.found;
  }

  /** What is left to search, as parts that can be searched in any order. */
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

  /** Gives the search its eyes for the execution that is about to run. */
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
    // It commutes with all others, so that those need not be tried.
    this.#done += frame.share * frame.todo.splice(0).length;
    this.#alone.add(step.id);
  }

  end({ ending }: Pick<Execution, 'ending'>): void {
    this.#done += this.#frames.at(-1)?.share ?? this.#unit.share;
    if (ending !== 'quiescent') return;
    this.#complete += 1;
    if (this.#probe) this.#endStates.add(this.#probe.stateKey());
  }

  /** The state at the present depth, if it is one of this part of the search and has been entered. */
  #frame(depth = this.#depth): Frame | undefined {
    return depth < this.#unit.path.length ? undefined : this.#frames[depth - this.#unit.path.length];
  }

  /** A state that the search comes to for the first time on this path. */
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

  /** Whether a step that would do alone is asleep: what it leads to has been explored, so all has. */
  #isCovered(enabled: readonly Step[], sleep: ReadonlyMap<string, Accesses>): boolean {
    const covered = enabled.some(({ id, kind }) => {
      const accesses = sleep.get(id);
      return this.#reduce && accesses !== undefined && this.#isAlone(kind, accesses);
    });
    if (covered) this.#blocked += 1;
    return covered;
  }

  /** Of the enabled steps, those that have to be tried here, in order. */
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

  /** Ids of the enabled steps; of those that can wait a single one where nothing else can tell whether it has happened. */
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
