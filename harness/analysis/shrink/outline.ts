import { AT_REST } from '../../simulation/world/at-rest.ts';
import type { Lineage, Step } from '../../simulation/world/step.ts';

/** A step as a strategy looks at it, without the world that it is of. It cannot be taken, nor say what it does. */
class Outline implements Step {
  readonly lineage: Lineage;
  readonly id: string;
  readonly kind: Step['kind'];
  readonly actor: string;
  readonly realm: string;
  readonly resource: string | undefined;
  readonly writes: boolean;
  readonly runsJavaScript: boolean;
  readonly stack = undefined;

  constructor({ lineage, id, kind, actor, realm, resource, writes, runsJavaScript }: Step) {
    this.lineage = lineage;
    this.id = id;
    this.kind = kind;
    this.actor = actor;
    this.realm = realm;
    this.resource = resource;
    this.writes = writes;
    this.runsJavaScript = runsJavaScript;
  }

  facts(): never {
    throw new TypeError(`the outline of step ${this.id} does not say what it does`);
  }

  run(): never {
    throw new TypeError(`the outline of step ${this.id} cannot be taken`);
  }
}

/** Outlines of the steps of several worlds: one object for steps that are the same to a strategy. */
export class Outlines {
  readonly #byName = new Map<string, Step>();

  of(step: Step): Step {
    if (step === AT_REST) return step;
    const name = `${step.kind} ${step.actor} ${step.id}`;
    let outline = this.#byName.get(name);
    if (!outline) {
      outline = new Outline(step);
      this.#byName.set(name, outline);
    }
    return outline;
  }
}
