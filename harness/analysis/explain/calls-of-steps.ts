import type { Executed } from '../../simulation/execution/execute.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';
import type { Step } from '../../simulation/world/step.ts';

/** The calls for which the steps of an execution happened, and which steps have no fixed order. */
export class CallsOfSteps {
  readonly steps: readonly Step[];
  readonly calls: readonly CallRecord[];
  readonly #byId: ReadonlyMap<string, Step>;
  /** By step, how many had been taken with it. */
  readonly #positions: ReadonlyMap<Step, number>;
  readonly #callOf = new Map<Step, CallRecord | undefined>();
  /** By call, the position of its last step. */
  readonly #lastOf = new Map<CallRecord, number>();

  constructor({ steps, calls }: Pick<Executed, 'steps' | 'calls'>) {
    this.steps = steps;
    this.calls = calls.filter(({ startedAt }) => startedAt !== undefined);
    this.#byId = new Map(steps.map((step) => [step.id, step]));
    this.#positions = new Map(steps.map((step, index) => [step, index + 1]));
    for (const step of steps) {
      const call = this.#find(step);
      this.#callOf.set(step, call);
      if (call) this.#lastOf.set(call, this.positionOf(step));
    }
  }

  /**
   * The call for which a step happened: the one that it descends from. What a call waits for that another had under
   * way descends from that one, and is of the last that its actor had started. Undefined for what another realm hears.
   */
  callOf(step: Step): CallRecord | undefined {
    return this.#callOf.get(step);
  }

  stepsOf(call: CallRecord): Step[] {
    return this.steps.filter((step) => this.callOf(step) === call);
  }

  /** The step itself and its ancestors, nearest first. */
  *ancestry(step: Step): Iterable<Step> {
    let ancestor: Step | undefined = step;
    while (ancestor) {
      yield ancestor;
      ancestor = this.#byId.get(ancestor.lineage.parent ?? '');
    }
  }

  /** The step itself and its descendants, in order. */
  descendants(step: Step): Step[] {
    return this.steps.filter((later) => this.#follows(later, step));
  }

  /** How many steps had been taken with it. */
  positionOf(step: Step): number {
    return this.#positions.get(step) ?? 0;
  }

  /** Whether a step happened after its call had settled: nobody waited for it. */
  isLeftBehind(step: Step): boolean {
    const settledAt = this.callOf(step)?.settledAt;
    return settledAt !== undefined && this.positionOf(step) > settledAt;
  }

  /** Whether its call settled in consequence of a step. */
  isWaitedFor(step: Step): boolean {
    const settledAt = this.callOf(step)?.settledAt ?? 0;
    const last = this.steps[settledAt - 1];
    return last !== undefined && this.#follows(last, step);
  }

  /**
   * Why two steps have no fixed order:
   * - `overlap`: the call of neither was over when that of the other began.
   * - a call: it had left the step, and more, behind under way, and had settled when the other began; or both are of
   *   this one, which had gone on without it.
   *   Or one of them, or both, are of what a page does by itself, as it loads, or as it hears what another has stored.
   * - undefined: they do not. Their order is that of the app's calls, or they are no code's.
   */
  howTheyRace(one: Step, other: Step): 'overlap' | CallRecord | undefined {
    const [first, second] = [one, other]
      .flatMap((step) => {
        const call = this.callOf(step);
        return call ? [{ step, call }] : [];
      })
      .sort((a, b) => (a.call.startedAt ?? 0) - (b.call.startedAt ?? 0));
    if (!first || !second) return this.#isByItself(one, other) ? 'overlap' : undefined;
    if (first.call === second.call) {
      return this.#follows(one, other) || this.#follows(other, one) ? undefined : first.call;
    }
    const begins = second.call.startedAt ?? 0;
    if (this.#endOf(first.call) >= begins) return 'overlap';
    const wasUnderWay = (this.#lastOf.get(first.call) ?? 0) >= begins;
    return wasUnderWay && this.isLeftBehind(first.step) ? first.call : undefined;
  }

  /** Whether two steps are of code that runs in different realms, of which neither waits for the other. */
  #isByItself(one: Step, other: Step): boolean {
    if (one.realm === '' || other.realm === '' || one.realm === other.realm) return false;
    return !this.#follows(one, other) && !this.#follows(other, one);
  }

  #follows(step: Step, earlier: Step): boolean {
    for (const ancestor of this.ancestry(step)) if (ancestor === earlier) return true;
    return false;
  }

  #find(step: Step): CallRecord | undefined {
    const ofActor = this.calls.filter(({ actor, realm }) => actor === step.actor && realm === step.realm);
    for (const { id } of this.ancestry(step)) {
      const call = ofActor.find((each) => each.id === id);
      if (call) return call;
    }
    return ofActor.findLast(({ startedAt = 0 }) => startedAt <= this.positionOf(step));
  }

  /** How many steps had been taken when a call was over, for the app: it had settled, or its realm had died. */
  #endOf({ status, settledAt, realm }: CallRecord): number {
    if (settledAt !== undefined) return settledAt;
    const death = this.steps.find((step) => step.kind === 'kill' && step.realm === realm);
    return status === 'killed' && death ? this.positionOf(death) : Number.POSITIVE_INFINITY;
  }
}
