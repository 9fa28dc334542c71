import { Lineage, type Step } from './step.ts';
import type { StepSource } from './world.ts';

/** Programs that begin in one step. */
export interface Beginning {
  /** The actor whose program begins first. */
  readonly actor: string;
  readonly realm: string;
  readonly run: () => void;
}

/**
 * Programs that are code and have yet to begin. Such code runs before its first call, and may read the variables of others,
 * so its start is a step of its own. A program that is data begins with its first call.
 */
export class StartPort implements StepSource {
  #waiting: Step[] = [];

  add({ actor, realm, run }: Beginning): void {
    const lineage = Lineage.root(actor).alternative('start');
    const step: Step = {
      lineage,
      id: lineage.id,
      kind: 'start',
      actor,
      realm,
      resource: undefined,
      writes: false,
      runsJavaScript: true,
      stack: undefined,
      facts: () => ({ kind: 'start' }),
      run: () => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== step);
        run();
      },
    };
    this.#waiting.push(step);
  }

  collect(into: Step[]): void {
    into.push(...this.#waiting);
  }

  /** Programs that a dead app has not begun never begin. */
  dropRealm(realm: string): void {
    this.#waiting = this.#waiting.filter((step) => step.realm !== realm);
  }
}
