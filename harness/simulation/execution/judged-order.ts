import { AccessSet } from '../../instrumentation/access-set.ts';
import { type Moment, momentInWords } from '../world/moment.ts';
import type { Step } from '../world/step.ts';
import type { Witness, World } from '../world/world.ts';
import {
  comparedByGeneralInvariants,
  comparedByOwnInvariants,
  isSeenByGeneralInvariants,
} from './compared-moments.ts';
import { HappenedBefore, type Sequence } from './happened-before.ts';
import { deviceIn, type Incident, incidentsIn } from './incident.ts';
import { orderedByStep } from './ordered-by-step.ts';

export interface JudgedOrderOptions {
  /** Whether invariants of a scenario's own judge, too, which may look at the order of all steps. */
  readonly ownInvariants: boolean;
  readonly deviceOf: (realm: string) => string;
  /** Whether the storage of a device carries operations out in the order in which they were issued. */
  readonly isSerial: (device: string) => boolean;
}

/**
 * What judges can see of the order in which things happened. It notes everything that they compare, reports to the search
 * that such moments conflict, and numbers moments so that the numbers reveal no more than was noted.
 */
export class JudgedOrder implements Witness {
  readonly #world: World;
  readonly #options: JudgedOrderOptions;
  readonly #order = new HappenedBefore();
  readonly #incidents: Incident[] = [];
  /** By step, what was noted in it. */
  readonly #noted = new Map<number, Noted>();
  /** Events of the order by step. */
  readonly #events = new Map<number, number>();
  readonly #stepNumbers = new Map<string, number>();
  /** Devices to which tokens were sent. */
  readonly #hasNewTokens = new Set<string | undefined>();
  /** How many steps are in the order. */
  #ordered = 0;

  constructor(world: World, options: JudgedOrderOptions) {
    this.#world = world;
    this.#options = options;
    world.witnessedBy(this);
  }

  get incidents(): readonly Incident[] {
    return this.#incidents;
  }

  taken(step: Step): void {
    const { kind, realm } = step;
    this.#stepNumbers.set(step.id, this.#world.taken.length);
    if (kind === 'recovery' || kind === 'request') this.note({ what: kind, realm });
    for (const what of incidentsIn(step, (id) => this.#world.taken[(this.#stepNumbers.get(id) ?? 0) - 1])) {
      const device = deviceIn(step, this.#options.deviceOf);
      if (what === 'new-tokens') {
        // To general invariants later tokens make no difference: they ask when a device first got any, and not whose.
        if (this.#hasNewTokens.has(device) && !this.#options.ownInvariants) continue;
        this.#hasNewTokens.add(device);
      }
      this.#incidents.push({ what, realm, device, at: this.#world.taken.length });
      this.note({ what, realm, device });
    }
  }

  note(moment: Moment): void {
    const { ownInvariants, deviceOf } = this.#options;
    if (!ownInvariants && !isSeenByGeneralInvariants(moment)) return;
    const at = this.#world.taken.length;
    const noted: Noted = this.#noted.get(at) ?? { words: [], accesses: new AccessSet(), after: [] };
    this.#noted.set(at, noted);
    noted.words.push(momentInWords(moment));
    if (moment.what === 'call-ends') noted.after.push(moment.call.startedAt ?? 0);
    const general = comparedByGeneralInvariants(moment, deviceOf);
    for (const [mode, location] of ownInvariants
      ? [...general, ...comparedByOwnInvariants(moment)]
      : general) {
      this.#world.touch(mode, location);
      noted.accesses.add(mode, location);
    }
  }

  /** Equal where judges can tell no difference in what has happened until now, nor in its order. */
  digest(): string {
    this.#orderSteps();
    return this.#order.digest;
  }

  /**
   * Numbers in place of steps taken, for judges: in their order wherever that may be judged, and otherwise in one that
   * is always the same.
   */
  places(which?: Sequence): (at: number) => number {
    this.#orderSteps();
    const places = this.#order.places(which);
    return (at) => {
      const event = this.#events.get(at);
      return event === undefined ? 0 : (places[event] ?? 0);
    };
  }

  /** To be called when the last step has come to rest. */
  #orderSteps(): void {
    // What happens as realms boot comes before all else in any order.
    for (let at = Math.max(1, this.#ordered); at <= this.#world.taken.length; at += 1) {
      if (this.#events.has(at)) continue;
      if (this.#options.ownInvariants) this.#addStep(at);
      else this.#addMoments(at);
    }
    this.#ordered = this.#world.taken.length;
  }

  #addMoments(at: number): void {
    const noted = this.#noted.get(at);
    if (!noted) return;
    const label = noted.words.toSorted().join(', ');
    const after = this.#eventsOf(noted.after.filter((earlier) => earlier < at));
    this.#events.set(at, this.#order.add({ label, accesses: noted.accesses.all, after }));
  }

  /** The order of the steps themselves, for judges who may look at them all. */
  #addStep(at: number): void {
    const step = this.#world.taken[at - 1];
    if (!step) return;
    const noted = this.#noted.get(at);
    const before = [this.#stepNumbers.get(step.lineage.parent ?? '') ?? 0, ...(noted?.after ?? [])];
    this.#events.set(
      at,
      this.#order.add({
        label: [step.id, step.outcome?.() ?? '', ...(noted?.words ?? [])].join(', '),
        accesses: orderedByStep(step, this.#world.touchedIn(at), this.#options.isSerial),
        after: this.#eventsOf(before.filter((earlier) => earlier < at)),
      }),
    );
  }

  #eventsOf(steps: readonly number[]): number[] {
    return steps.flatMap((at) => this.#events.get(at) ?? []);
  }
}

interface Noted {
  readonly words: string[];
  readonly accesses: AccessSet;
  /** Steps that came before it in any order: a call begins before it ends. */
  readonly after: number[];
}
