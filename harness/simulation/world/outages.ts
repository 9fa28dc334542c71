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
 * A time in which a fault hits everything that it can hit. It begins while such a request is under way, and ends at any
 * moment after that.
 */
export interface OutageRule {
  /**
   * - `offline`: the device reaches nothing. Requests and responses under way are lost, unless it is online again in time.
   * - A {@link FaultKind}: the service gives this answer to every request.
   */
  readonly kind: 'offline' | FaultKind;
  /** For `offline`: the devices that may be offline, each by itself; all by default. */
  readonly devices?: readonly string[];
  /** For other kinds: the operations that it hits; by default all that can have this answer. */
  readonly operations?: readonly string[];
  /** How often it may begin in one execution. Default 1. */
  readonly times?: number;
}

/** What outages need to know about a request under way. */
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

/** An outage that may happen. */
interface Outage extends OutageEffect {
  readonly what: 'offline' | 'outage';
  readonly target: string;
  /** Which it is among those of the same name. */
  readonly rule: number | undefined;
  readonly quota: FaultQuota;
  readonly facts: Pick<StepFacts, 'target' | 'fault'>;
  /** The location on which its steps conflict with those that it hits. */
  readonly location: string;
  hits(target: OutageTarget): boolean;
}

/** The outages of a world: those that may begin, and those under way. */
export class Outages {
  readonly #world: World;
  readonly #budget: FaultBudget;
  readonly #outages: readonly Outage[];
  /** The step that ends each outage under way. */
  readonly #underWay = new Map<Outage, Step>();

  /** @throws {ScenarioError} for an unknown kind */
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

  /** The effect of an outage under way on a request, which replaces any other. */
  effectOn(target: OutageTarget): OutageEffect | undefined {
    return this.#outages.find((outage) => this.#underWay.has(outage) && outage.hits(target));
  }

  /** Notes that the step in progress depends on which outages are under way. */
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

  /** Equal if the same outages are under way. */
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
