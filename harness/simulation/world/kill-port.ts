import type { StepFacts } from '../../../results/step-facts.ts';
import { occurrence } from './occurrence.ts';
import { occurrenceId } from './occurrence-ids.ts';
import { Lineage, type Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/** A code for how an app dies. It is always started again. */
export type Death = 'killed' | 'reloaded' | 'crashed';

/** A realm that may die between any two steps, before the first and after the last. */
export interface Mortal {
  readonly realm: string;
  /** How it dies between steps: a native app is `killed`, a page `reloaded`. */
  readonly between: Death;
  /** How it dies during a step: reloading does not interrupt a page's task, so a page has `crashed`. */
  readonly amid: Death;
  /** Starts the app again, in a fresh realm on the same device. */
  readonly restart: () => void;
}

/**
 * Process death. Each realm can be killed once, at any moment after it exists, also while it is idle. Effects that have
 * happened stay, everything under way is dropped, and the app is started again.
 *
 * A kill can also happen during a step in which code writes to a synchronous storage, between two of its writes. These are
 * known only when the step is over, so such a kill is offered directly after the step, and undoes the rest of it.
 */
export class KillPort implements StepSource {
  readonly #world: World;
  #mortals: readonly Mortal[];

  /** Must be created after the source of pages that have yet to load, because it looks at that. */
  constructor(world: World, mortals: readonly Mortal[]) {
    this.#world = world;
    this.#mortals = mortals;
    for (const { realm } of mortals) world.setMortal(realm, true);
  }

  collect(into: Step[]): void {
    for (const mortal of this.#mortals) {
      const isThere = !into.some(({ kind, realm }) => kind === 'load' && realm === mortal.realm);
      if (!isThere) continue;
      into.push(this.#step(mortal, { id: occurrenceId('kill', mortal.realm), operation: mortal.between }));
      into.push(...this.#amidLastStep(mortal));
    }
  }

  dropRealm(): void {}

  /** Its death during the step just taken, at each point at which that makes a difference. */
  #amidLastStep(mortal: Mortal): Step[] {
    const last = this.#world.taken.at(-1);
    if (last?.realm !== mortal.realm || !last.runsJavaScript) return [];
    const { log } = this.#world;
    return log.cuts().map((cut) => ({
      ...this.#step(
        mortal,
        {
          id: `${occurrenceId('kill', mortal.realm)}!${last.id}+${cut.at}`,
          operation: mortal.amid,
          writes: { done: cut.writes, of: cut.of },
        },
        () => log.takeBack(cut),
      ),
      onlyNow: true,
    }));
  }

  #step(
    { realm, restart }: Mortal,
    { id, ...facts }: { readonly id: string } & Pick<StepFacts, 'operation' | 'writes'>,
    before = (): void => {},
  ): Step {
    return occurrence({
      lineage: Lineage.root(id),
      kind: 'kill',
      actor: `kill-${realm}`,
      facts: { target: realm, ...facts },
      starts: realm,
      run: () => {
        before();
        this.#mortals = this.#mortals.filter((mortal) => mortal.realm !== realm);
        this.#world.setMortal(realm, false);
        this.#world.dropRealm(realm);
        restart();
      },
    });
  }
}
