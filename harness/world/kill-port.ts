import { occurrence } from './occurrence.ts';
import { Lineage, type Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/** A realm that may die between any two steps, before the first and after the last. */
export interface Mortal {
  readonly realm: string;
  /** What happens to it, in words. */
  readonly words: string;
  /** Starts the app again, in a fresh realm on the same device. */
  readonly restart: () => void;
}

/**
 * Process death. It can strike once a realm, at any moment once it is there, also while it has nothing to do: what has
 * taken effect stays, what is under way is dropped, and the app is started again.
 */
export class KillPort implements StepSource {
  readonly #world: World;
  #mortals: readonly Mortal[];

  /** To be made after the source of pages that are yet to load, which it looks at. */
  constructor(world: World, mortals: readonly Mortal[]) {
    this.#world = world;
    this.#mortals = mortals;
    world.addSource(this);
  }

  collect(into: Step[]): void {
    for (const mortal of this.#mortals) {
      const isThere = !into.some(({ kind, realm }) => kind === 'load' && realm === mortal.realm);
      if (isThere) into.push(this.#step(mortal));
    }
  }

  dropRealm(): void {}

  #step({ realm, words, restart }: Mortal): Step {
    const lineage = Lineage.root(`kill-${realm}`);
    return occurrence({
      lineage,
      kind: 'kill',
      actor: lineage.id,
      words,
      starts: realm,
      run: () => {
        this.#mortals = this.#mortals.filter((mortal) => mortal.realm !== realm);
        this.#world.dropRealm(realm);
        restart();
      },
    });
  }
}
