import type { StorageBackend } from '../../../fakes/storage/backend.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import type { FaultFacts } from '../../../results/step-facts.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import type { FaultBudget } from './fault-budget.ts';
import { occurrence } from './occurrence.ts';
import { occurrenceId } from './occurrence-ids.ts';
import { Lineage, type Step } from './step.ts';
import type { World } from './world.ts';

/** A failure of storages that may happen, with its own limits. */
export interface StorageFaultRule {
  readonly kind: StorageFailure;
  /** The devices; by default all whose storage can fail in this way. */
  readonly devices?: readonly string[];
  /** How often it may happen in one execution; by default limited only by the number of all faults together. */
  readonly times?: number;
  /**
   * Whether it hits everything that it can hit for a time, as on a device that is locked or full. It begins at any moment
   * (for a synchronous storage also during a step, between two operations) and ends at any later moment. By default it
   * hits one operation.
   */
  readonly lasts?: boolean;
}

/**
 * Code with a synchronous storage runs without a choice between its operations. Which of the next ones is hit is chosen
 * before it runs, among this many. If a step makes more, {@link StorageFaults.outOfReach} says so.
 */
const AHEAD = 10;

/** A failure that may hit an operation when it is about to take effect. */
export interface PossibleFailure {
  readonly kind: StorageFailure;
  /** Notes that it happens. */
  readonly spend: () => void;
}

/** A future operation of a synchronous storage, chosen to be hit. */
interface Aim {
  /** Number of operations to spare that it could hit before that one. */
  readonly spared: number;
  /** The step that ends the failure; undefined if it hits that operation alone. */
  readonly end: Step | undefined;
}

interface Rule {
  readonly kind: StorageFailure;
  readonly name: string;
  /** Its number among those of the same kind. */
  readonly number: number;
  readonly times: number;
  readonly lasts: boolean;
}

export interface StorageFaultOptions {
  readonly device: string;
  readonly backend: StorageBackend;
  readonly rules: readonly StorageFaultRule[];
}

/** The failures of the storage of one device: those that may happen, are about to happen, or last. */
export class StorageFaults {
  readonly #world: World;
  readonly #budget: FaultBudget;
  readonly #device: string;
  readonly #rules: readonly Rule[];
  readonly #isSync: boolean;
  /** The location on which the device's operations conflict with the start and end of its failures. */
  readonly #location: string;
  /** The step that ends each lasting failure, by rule. */
  readonly #lasting = new Map<Rule, Step>();
  readonly #ahead = new Map<Rule, Aim>();
  /** By rule: the number of operations in the current step that it could hit. */
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

  /** The failure that hits an operation without a choice. @param possible the failures that can hit it */
  forced(possible: readonly StorageFailure[]): StorageFailure | undefined {
    return this.#rules.find((rule) => this.#lasting.has(rule) && possible.includes(rule.kind))?.kind;
  }

  /** The failures that may be chosen for an operation under way, each kind once. @param possible those that can hit it */
  choices(possible: readonly StorageFailure[]): PossibleFailure[] {
    return this.#rules
      .filter((rule) => !rule.lasts && possible.includes(rule.kind) && this.#budget.allows(rule))
      .filter(({ kind }, index, all) => all.findIndex((other) => other.kind === kind) === index)
      .map((rule) => ({ kind: rule.kind, spend: () => this.#budget.spend(rule) }));
  }

  /** Operations that no choice could hit, in words: code made them too late in one step. */
  get outOfReach(): ReadonlySet<string> {
    return this.#outOfReach;
  }

  /** Notes that the step in progress depends on which failures hit the device's operations. */
  touch(): void {
    this.#world.touch('read', this.#location);
  }

  /** The failure that hits a synchronous operation. @param possible the failures that can hit it */
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
   * @param mayHit whether a failure could hit anything now
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

  /** Cancels failures chosen for operations of a process that has ended. */
  endProcess(): void {
    this.#ahead.clear();
  }

  /** @returns a function that restores the failures that are about to happen */
  snapshot(): () => void {
    const [ahead, lasting] = [[...this.#ahead], [...this.#lasting]];
    return () => {
      this.#ahead.clear();
      this.#lasting.clear();
      for (const [rule, aim] of ahead) this.#ahead.set(rule, aim);
      for (const [rule, end] of lasting) this.#lasting.set(rule, end);
    };
  }

  /** Equal if the same failures are about to happen. */
  digest(): string {
    const lasting = [...this.#lasting.values()].map(({ id }) => id).sort();
    const ahead = [...this.#ahead]
      .map(([{ name }, { spared, end }]) => `${name}+${spared}${end ? ` ${end.id}` : ''}`)
      .sort();
    return `${lasting.join(',')} ${ahead.join(',')}`;
  }

  /** A boot is not a step, and no failure can happen in it. */
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

  /** Whether it begins with a step of its own, and not when an operation takes effect. */
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

  /** The end of the failure that a fault with this lineage begins. */
  #end(rule: Rule, lineage: Lineage): Step {
    return this.#step(lineage.next(), 'recovery', faultOf(rule), () => void this.#lasting.delete(rule));
  }

  /** Failures that hit future operations. A lasting one that hits the next operation begins with a step of its own. */
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
