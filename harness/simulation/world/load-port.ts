import { occurrence } from './occurrence.ts';
import { occurrenceId } from './occurrence-ids.ts';
import { Lineage, type Step } from './step.ts';
import type { StepSource } from './world.ts';

/** A page that loads while the others run. */
export interface LoadingPage {
  readonly realm: string;
  /** The returning user, by a name that reveals no secret. */
  readonly user: string;
  readonly load: () => void;
}

/** Pages to which the user returns from another site, each once and at any moment. */
export class LoadPort implements StepSource {
  #pages: readonly LoadingPage[];

  constructor(pages: readonly LoadingPage[]) {
    this.#pages = pages;
  }

  collect(into: Step[]): void {
    for (const page of this.#pages) into.push(this.#step(page));
  }

  dropRealm(): void {}

  #step({ realm, user, load }: LoadingPage): Step {
    const lineage = Lineage.root(occurrenceId('load', realm));
    return occurrence({
      lineage,
      kind: 'load',
      actor: lineage.id,
      facts: { target: realm, by: user },
      starts: realm,
      run: () => {
        this.#pages = this.#pages.filter((page) => page.realm !== realm);
        load();
      },
    });
  }
}
