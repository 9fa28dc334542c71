import type { StorageBackend } from '../../../fakes/storage/backend.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import type { FaultFacts } from '../../../results/step-facts.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import type { FaultBudget } from './fault-budget.ts';
import { occurrence } from './occurrence.ts';
import { occurrenceId } from './occurrence-ids.ts';
import { Lineage, type Step } from './step.ts';
import type { World } from './world.ts';

/** A failure of storages that may hit, with bounds of its own. */
export interface StorageFaultRule {
  readonly kind: StorageFailure;
  /** By default all devices whose storage can fail so. */
  readonly devices?: readonly string[];
  /** How often it may hit in one execution. No bound but that of all faults together by default. */
  readonly times?: number;
  /**
   * Whether it hits all that it can hit for a time, as on a device that is locked or full, and ends at any
   * moment after that. It begins at any moment; of a synchronous storage also amid a step, between two operations. By
   * default it hits one operation.
   */
  readonly lasts?: boolean;
}

/**
 * Code that uses a synchronous storage runs on without a choice between its operations. Which of them is hit is
 * chosen before it runs, among so many that are to come. Where a step makes more, {@link StorageFaults.outOfReach} says so.
 */
const AHEAD = 10;

/** A failure that may hit an operation as it is about to take effect. */
export interface PossibleFailure {
  readonly kind: StorageFailure;
  /** Notes that it does. */
  readonly spend: () => void;
}

/** An operation to come of a synchronous storage, chosen to be hit. */
interface Aim {
  /** How many more operations that it could hit are spared. */
  readonly spared: number;
  /** The step that ends what begins then; undefined where it hits that operation alone. */
  readonly end: Step | undefined;
}

interface Rule {
  readonly kind: StorageFailure;
  readonly name: string;
  /** Which it is among those of the same kind. */
  readonly number: number;
  readonly times: number;
  readonly lasts: boolean;
}

export interface StorageFaultOptions {
  readonly device: string;
  readonly backend: StorageBackend;
  readonly rules: readonly StorageFaultRule[];
}

/** The failures that may hit the storage of one device: which may yet, which are about to, which last. */
export class StorageFaults {
  readonly #world: World;
  readonly #budget: FaultBudget;
  readonly #device: string;
  readonly #rules: readonly Rule[];
  readonly #isSync: boolean;
  /** What the device's operations and the beginning and end of its failures conflict on. */
  readonly #location: string;
  /** The step that ends it, by the rule of a failure that lasts. */
  readonly #lasting = new Map<Rule, Step>();
  readonly #ahead = new Map<Rule, Aim>();
  /** By rule, of the step under way: how many operations it could hit. */
  readonly #strikable = new Map<Rule, number>();
  /** How many steps had been taken when that was counted. */
  #countedIn = 0;
  readonly #outOfReach = new Set<string>();

  /** @throws {ScenarioError} for a failure that the device's storage does not have */
  constructor(world: World, budget: FaultBudget, { device, backend, rules }: StorageFaultOptions) {
    this.#world = world;
    this.#budget = budget;
    this.#device = device;
    this.#isSync = backend.ordering === 'sync';
    this.#location = `!storage:${device}`;
    const kinds: StorageFailure[] = [];
    this.#rules = rules.flatMap(
      ({ kind, devices, times = Number.POSITIVE_INFINITY, lasts = false }, index) => {
        if (devices ? !devices.includes(device) : !backend.failures.includes(kind)) return [];
        if (!backend.failures.includes(kind)) {
          const known = backend.failures.length > 0 ? backend.failures.join(', ') : 'nothing';
          throw new ScenarioError(
            `the storage of "${device}" cannot fail with "${kind}"; it can fail with ${known}`,
          );
        }
        kinds.push(kind);
        const number = kinds.filter((other) => other === kind).length;
        return [{ kind, name: `storage-${index} ${kind} ${device}`, number, times, lasts }];
      },
    );
  }

  /** Whether there can be none. */
  get none(): boolean {
    return this.#rules.length === 0;
  }

  /** What hits an operation whatever is chosen. @param possible what can hit it */
  forced(possible: readonly StorageFailure[]): StorageFailure | undefined {
    return this.#rules.find((rule) => this.#lasting.has(rule) && possible.includes(rule.kind))?.kind;
  }

  /** What may be chosen to hit an operation on its way: each kind once. @param possible what can hit it */
  choices(possible: readonly StorageFailure[]): PossibleFailure[] {
    return this.#rules
      .filter((rule) => !rule.lasts && possible.includes(rule.kind) && this.#budget.allows(rule))
      .filter(({ kind }, index, all) => all.findIndex((other) => other.kind === kind) === index)
      .map((rule) => ({ kind: rule.kind, spend: () => this.#budget.spend(rule) }));
  }

  /** What no choice could hit, in words: operations that code made too late in one step. Empty for none. */
  get outOfReach(): ReadonlySet<string> {
    return this.#outOfReach;
  }

  /** Says that the step in progress depends on what hits the device's operations. */
  touch(): void {
    this.#world.touch('read', this.#location);
  }

  /** What hits an operation that is done at once. @param possible what can hit it */
  failAtOnce(possible: readonly StorageFailure[]): StorageFailure | undefined {
    this.touch();
    this.#count(possible);
    let failure = this.forced(possible);
    for (const [rule, { spared, end }] of [...this.#ahead]) {
      if (!possible.includes(rule.kind)) continue;
      this.#world.touch('write', this.#location);
      if (spared > 0) this.#ahead.set(rule, { spared: spared - 1, end });
      else {
        this.#ahead.delete(rule);
        if (end) this.#lasting.set(rule, end);
        failure ??= rule.kind;
      }
    }
    return failure;
  }

  /**
   * Adds the steps with which failures begin and end.
   * @param mayHit whether there is anything that a failure could hit now
   */
  collect(into: Step[], mayHit: (kind: StorageFailure) => boolean): void {
    for (const rule of this.#rules) {
      const end = this.#lasting.get(rule);
      if (end) into.push(end);
      else if (this.#isStarting(rule) && this.#budget.allows(rule) && mayHit(rule.kind)) {
        if (rule.lasts) into.push(this.#start(rule));
        if (this.#isSync) into.push(...this.#aims(rule));
      }
    }
  }

  /** Spares the operations of a process that has ended, whichever of them was to be hit. */
  endProcess(): void {
    this.#ahead.clear();
  }

  /** @returns what puts back what is about to hit to how it is now */
  snapshot(): () => void {
    const [ahead, lasting] = [[...this.#ahead], [...this.#lasting]];
    return () => {
      this.#ahead.clear();
      this.#lasting.clear();
      for (const [rule, aim] of ahead) this.#ahead.set(rule, aim);
      for (const [rule, end] of lasting) this.#lasting.set(rule, end);
    };
  }

  /** Equal where the same is about to hit. */
  digest(): string {
    const lasting = [...this.#lasting.values()].map(({ id }) => id).sort();
    const ahead = [...this.#ahead]
      .map(([{ name }, { spared, end }]) => `${name}+${spared}${end ? ` ${end.id}` : ''}`)
      .sort();
    return `${lasting.join(',')} ${ahead.join(',')}`;
  }

  /** A boot is no step, and nothing can hit in it. */
  #count(possible: readonly StorageFailure[]): void {
    const steps = this.#world.taken.length;
    if (!this.#isSync || steps === 0) return;
    if (steps !== this.#countedIn) this.#strikable.clear();
    this.#countedIn = steps;
    for (const rule of this.#rules.filter(({ kind }) => possible.includes(kind))) {
      const count = (this.#strikable.get(rule) ?? 0) + 1;
      this.#strikable.set(rule, count);
      if (count > AHEAD) this.#outOfReach.add(`${rule.kind} after ${AHEAD} operations of one step`);
    }
  }

  /** Whether it begins by a step of its own, and not as an operation takes effect. */
  #isStarting(rule: Rule): boolean {
    return (rule.lasts || this.#isSync) && !this.#ahead.has(rule);
  }

  #start(rule: Rule): Step {
    const lineage = Lineage.root(this.#idOf(rule));
    return this.#step(lineage, 'fault', faultOf(rule), () => {
      this.#budget.spend(rule);
      this.#lasting.set(rule, this.#end(rule, lineage));
    });
  }

  /** The end of what a fault of this lineage begins. */
  #end(rule: Rule, lineage: Lineage): Step {
    return this.#step(lineage.next(), 'recovery', faultOf(rule), () => void this.#lasting.delete(rule));
  }

  /** What hits operations ahead. What lasts and hits the next one begins by a step of its own. */
  #aims(rule: Rule): Step[] {
    return Array.from({ length: AHEAD }, (_, spared) => spared)
      .slice(rule.lasts ? 1 : 0)
      .map((spared) => {
        const lineage = Lineage.root(`${this.#idOf(rule)}+${spared + 1}`);
        return this.#step(lineage, 'fault', { ...faultOf(rule), at: spared + 1 }, () => {
          this.#budget.spend(rule);
          const end = rule.lasts ? this.#end(rule, lineage) : undefined;
          this.#ahead.set(rule, { spared, end });
        });
      });
  }

  #idOf(rule: Rule): string {
    const time = this.#budget.spent(rule.name) + 1;
    return occurrenceId(rule.kind, this.#device, { rule: rule.number, time });
  }

  #step(lineage: Lineage, kind: 'fault' | 'recovery', fault: FaultFacts, run: () => void): Step {
    return occurrence({
      lineage,
      kind,
      actor: this.#device,
      facts: { target: this.#device, fault },
      run: () => {
        this.#world.touch('write', this.#location);
        run();
      },
    });
  }
}

function faultOf({ kind, lasts }: Rule): FaultFacts {
  return { code: kind, stage: 'storage', ...(lasts && { lasts }) };
}
