import type { StepFacts } from '../../../results/step-facts.ts';
import type { FaultBudget } from './fault-budget.ts';
import { occurrence } from './occurrence.ts';
import { numbered, occurrenceId } from './occurrence-ids.ts';
import { isFault, Lineage, type Step } from './step.ts';
import { SERVER_CLOCK, TIMERS } from './timer-port.ts';
import type { StepSource, World } from './world.ts';

/** A realm that may be suspended: a background tab that the browser freezes, or an app that the system suspends. */
export interface SuspensionRule {
  readonly realm: string;
  /** How often in one execution. Default 1. */
  readonly times?: number;
  /**
   * How much time passes before it runs again, in ms. Nothing else happens in it: the device sleeps. Default 0, which
   * leaves the time to the timers of others.
   */
  readonly sleeps?: number;
}

/** The location on which a suspension conflicts with all steps that run the realm's code. `!`: either may never happen. */
export function runningOf(realm: string): string {
  return `!running:${realm}`;
}

/**
 * Realms that are suspended for a time. Their storage and network operations continue, but their code does not run and
 * receives nothing. Timers of others overtake theirs, which fire late.
 */
export class SuspensionPort implements StepSource {
  readonly #world: World;
  readonly #budget: FaultBudget;
  readonly #rules: readonly SuspensionRule[];
  /** By rule, which it is among those about the same realm. */
  readonly #numbers: readonly number[];
  /** The step that ends the suspension of each suspended realm. */
  readonly #suspended = new Map<string, Step>();

  /** Must be created after all sources of steps that run code, because it looks at them. */
  constructor(world: World, budget: FaultBudget, rules: readonly SuspensionRule[]) {
    this.#world = world;
    this.#budget = budget;
    this.#rules = rules;
    this.#numbers = numbered(rules.map(({ realm }) => realm));
  }

  collect(into: Step[]): void {
    for (const [index, { realm, times = 1, sleeps = 0 }] of this.#rules.entries()) {
      const rule = this.#numbers[index];
      const end = this.#suspended.get(realm);
      const quota = { name: `suspended-${index} ${realm}`, times };
      if (end) {
        // Whichever rule began it: of several it is offered once.
        if (rule === 1) into.push(end);
      } else if (this.#budget.allows(quota) && into.some((step) => mattersTo(step, { realm, sleeps }))) {
        const time = this.#budget.spent(quota.name) + 1;
        const id = occurrenceId('suspended', realm, { rule, time });
        into.push(this.#start(id, { realm, sleeps, spend: () => this.#budget.spend(quota) }));
      }
    }
  }

  /** A restarted app is in the foreground. */
  dropRealm(realm: string): void {
    this.#end(realm);
  }

  /** Equal if the same realms are suspended. */
  digest(): string {
    return [...this.#suspended.values()]
      .map(({ id }) => id)
      .sort()
      .join(',');
  }

  #start(
    id: string,
    { realm, sleeps, spend }: { readonly realm: string; readonly sleeps: number; readonly spend: () => void },
  ): Step {
    const lineage = Lineage.root(id);
    return this.#step(lineage, 'fault', realm, {}, () => {
      spend();
      this.#world.suspend(realm);
      const end = this.#step(lineage.next(), 'recovery', realm, { milliseconds: sleeps }, () => {
        this.#pass(sleeps);
        this.#end(realm);
      });
      this.#suspended.set(realm, end);
    });
  }

  #end(realm: string): void {
    this.#suspended.delete(realm);
    this.#world.resume(realm);
  }

  /** @param time ms */
  #pass(time: number): void {
    if (time === 0) return;
    this.#world.clock.tick(time);
    // For realms and for the server.
    for (const location of ['clock', SERVER_CLOCK]) this.#world.touch('write', location);
  }

  #step(
    lineage: Lineage,
    kind: 'fault' | 'recovery',
    realm: string,
    facts: Pick<StepFacts, 'milliseconds'>,
    run: () => void,
  ): Step {
    return occurrence({
      lineage,
      kind,
      actor: `suspension-of-${realm}`,
      facts: { target: realm, fault: { code: 'suspended', stage: 'realm', lasts: true }, ...facts },
      run: () => {
        this.#world.touch('write', runningOf(realm));
        // Which timer comes next may be another one from now on.
        this.#world.touch('write', TIMERS);
        run();
      },
    });
  }
}

/**
 * Whether it makes a difference to a step that a realm was suspended just before: where its code is held back, and where
 * time passes for what goes on.
 */
function mattersTo(
  step: Step,
  { realm, sleeps }: { readonly realm: string; readonly sleeps: number },
): boolean {
  if (isFault(step)) return false;
  return sleeps > 0 || (step.runsJavaScript && step.realm === realm);
}
