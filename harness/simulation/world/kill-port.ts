import type { StepFacts } from '../../../results/step-facts.ts';
import { occurrence } from './occurrence.ts';
import { occurrenceId } from './occurrence-ids.ts';
import { Lineage, type Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/** A code for how an app dies; it is started again each time. */
export type Death = 'killed' | 'reloaded' | 'crashed';

/** A realm that may die between any two steps, before the first and after the last. */
export interface Mortal {
  readonly realm: string;
  /** How it dies between steps: a native app is `killed`, a page `reloaded`. */
  readonly between: Death;
  /** How it dies amid a step: no task of a page is cut short by loading it again, only when it has `crashed`. */
  readonly amid: Death;
  /** Starts the app again, in a fresh realm on the same device. */
  readonly restart: () => void;
}

/**
 * Process death. It can hit once a realm, at any moment once it is there, also while it has nothing to do: what has
 * taken effect stays, what is under way is dropped, and the app is started again.
 *
 * It can also hit amid a step in which code wrote to a synchronous storage, between two of its writes. Known only when
 * the step is over, that is offered directly after it, and takes back the rest of it.
 */
export class KillPort implements StepSource {
  readonly #world: World;
  #mortals: readonly Mortal[];

  /** To be made after the source of pages that are yet to load, which it looks at. */
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

  /** Its death amid the step just taken, at each point where that makes a difference. */
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
