import { FAULT_KINDS, type FaultKind, mayAnswer } from '../../../fakes/cognito/fault-responses.ts';
import type { StepFacts } from '../../../results/step-facts.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import type { FaultBudget, FaultQuota } from './fault-budget.ts';
import { answerEffect, type Damage, LOST, requireAnswering, type Stage } from './network-fault.ts';
import { occurrence } from './occurrence.ts';
import { numbered, occurrenceId } from './occurrence-ids.ts';
import { Lineage, type Step } from './step.ts';
import type { World } from './world.ts';

/**
 * A time in which a fault hits all that it may hit. It begins while such a request is under way and ends at
 * any moment after that.
 */
export interface OutageRule {
  /**
   * - `offline`: the device reaches nothing: requests and responses under way are lost, unless it is back before.
   * - A {@link FaultKind}: whatever is asked of the service is answered so.
   */
  readonly kind: 'offline' | FaultKind;
  /** Of `offline`: the devices that may be, one by one; all by default. */
  readonly devices?: readonly string[];
  /** Of other kinds: the operations that it hits; all that can be answered so by default. */
  readonly operations?: readonly string[];
  /** How often it may begin in one execution. Default 1. */
  readonly times?: number;
}

/** A request under way, as far as outages are concerned. */
export interface OutageTarget {
  readonly device: string;
  readonly operation: string;
  readonly stage: Stage;
}

/** What an outage does to a request or response. */
export interface OutageEffect {
  /** Of the outage. */
  readonly name: string;
  readonly code: string;
  readonly damage: Damage;
}

/** One thing that may be out for a time. */
interface Outage extends OutageEffect {
  readonly what: 'offline' | 'outage';
  readonly target: string;
  /** Which it is among those of the same name. */
  readonly rule: number | undefined;
  readonly quota: FaultQuota;
  readonly facts: Pick<StepFacts, 'target' | 'fault'>;
  /** What its steps and those that it hits conflict on. */
  readonly location: string;
  hits(target: OutageTarget): boolean;
}

/** The outages of a world: which may begin, which are under way. */
export class Outages {
  readonly #world: World;
  readonly #budget: FaultBudget;
  readonly #outages: readonly Outage[];
  /** The step that ends it, by the outage under way. */
  readonly #underWay = new Map<Outage, Step>();

  /** @throws {ScenarioError} for a kind that there is not */
  constructor(
    world: World,
    budget: FaultBudget,
    { rules, devices }: { readonly rules: readonly OutageRule[]; readonly devices: readonly string[] },
  ) {
    this.#world = world;
    this.#budget = budget;
    const outages = rules.flatMap((rule, index) => outagesOf(rule, index, devices));
    const numbers = numbered(outages.map(({ name }) => name));
    this.#outages = outages.map((outage, index) => ({ ...outage, rule: numbers[index] }));
  }

  /** Whether there can be none. */
  get none(): boolean {
    return this.#outages.length === 0;
  }

  /** What an outage under way does to a request in place of anything else. */
  effectOn(target: OutageTarget): OutageEffect | undefined {
    return this.#outages.find((outage) => this.#underWay.has(outage) && outage.hits(target));
  }

  /** Says that a step in progress depends on which outages are under way. */
  touch(target: OutageTarget): void {
    for (const outage of this.#outages) {
      if (outage.hits(target)) this.#world.touch('read', outage.location);
    }
  }

  /** Adds the steps with which outages begin and end. */
  collect(into: Step[], underWay: readonly OutageTarget[]): void {
    for (const outage of this.#outages) {
      const end = this.#underWay.get(outage);
      if (end) into.push(end);
      else if (this.#budget.allows(outage.quota) && underWay.some((target) => outage.hits(target))) {
        into.push(this.#start(outage));
      }
    }
  }

  /** Equal where the same outages are under way. */
  digest(): string {
    return [...this.#underWay.values()]
      .map(({ id }) => id)
      .sort()
      .join(',');
  }

  #start(outage: Outage): Step {
    const { what, target, rule, quota } = outage;
    const time = this.#budget.spent(quota.name) + 1;
    const lineage = Lineage.root(occurrenceId(what, target, { rule, time }));
    return this.#step(outage, lineage, 'fault', () => {
      this.#budget.spend(quota);
      const end = this.#step(outage, lineage.next(), 'recovery', () => void this.#underWay.delete(outage));
      this.#underWay.set(outage, end);
    });
  }

  #step(outage: Outage, lineage: Lineage, kind: 'fault' | 'recovery', run: () => void): Step {
    return occurrence({
      lineage,
      kind,
      actor: outage.name,
      facts: outage.facts,
      run: () => {
        this.#world.touch('write', outage.location);
        run();
      },
    });
  }
}

function outagesOf(rule: OutageRule, index: number, devices: readonly string[]): Omit<Outage, 'rule'>[] {
  const { kind, operations, times = 1 } = rule;
  if (kind === 'offline') {
    return (rule.devices ?? devices).map((device) => ({
      what: 'offline',
      target: device,
      name: occurrenceId('offline', device),
      code: 'lost',
      damage: LOST,
      quota: { name: `outage-${index} ${device}`, times },
      facts: { target: device, fault: { code: kind, stage: 'device', lasts: true } },
      location: `!offline:${device}`,
      hits: (target) => target.device === device,
    }));
  }
  if (!FAULT_KINDS.includes(kind)) {
    throw new ScenarioError(`no outage "${kind}"; outages: ${['offline', ...FAULT_KINDS].join(', ')}`);
  }
  requireAnswering(kind, operations);
  const { code, damage } = answerEffect(kind, 'request');
  return [
    {
      what: 'outage',
      target: kind,
      name: occurrenceId('outage', kind),
      code,
      damage,
      quota: { name: `outage-${index} ${kind}`, times },
      facts: { fault: { code: kind, stage: 'service', lasts: true } },
      location: `!outage:${kind}`,
      hits: ({ stage, operation }) =>
        stage === 'request' && (operations?.includes(operation) ?? true) && mayAnswer(kind, operation),
    },
  ];
}
