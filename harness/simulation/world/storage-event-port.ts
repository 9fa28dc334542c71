import type { StorageChange } from '../../../fakes/storage/browser/storage-change.ts';
import { type PendingStorageEvent, StorageEvents } from '../../../fakes/storage/browser/storage-events.ts';
import type { StepFacts } from '../../../results/step-facts.ts';
import type { Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/** A page that receives events about changes. */
export interface Listening {
  readonly realm: string;
  readonly hear: (change: StorageChange) => void;
}

export interface StorageEventOptions {
  readonly device: string;
  /** A public name for a key, which reveals no secret. */
  readonly describeKey: (key: string) => string;
}

/**
 * The `storage` events between the tabs of a browser. Every tab except the one that made a change receives an event, in
 * the order of the changes. The delivery of an event to a tab is a step.
 */
export class StorageEventPort implements StepSource {
  readonly #world: World;
  readonly #options: StorageEventOptions;
  readonly #events = new StorageEvents<Listening>();
  readonly #listening = new Map<string, Listening>();
  readonly #steps = new Map<PendingStorageEvent<Listening>, Step>();

  constructor(world: World, options: StorageEventOptions) {
    this.#world = world;
    this.#options = options;
  }

  /** Delivers changes to a page from now on. */
  open(page: Listening): void {
    this.#listening.set(page.realm, page);
    this.#events.open(page);
  }

  /**
   * Sends events about a change that a realm has made.
   * @param to the realms that can see it now; all by default
   */
  changed(change: StorageChange, realm: string, to?: readonly string[]): void {
    const from = this.#listening.get(realm) ?? { realm, hear: () => {} };
    const hears = to && ((page: Listening) => to.includes(page.realm));
    for (const event of this.#events.broadcast(change, from, hears)) {
      const { device } = this.#options;
      // Changes by several realms are heard in the order in which they were made.
      this.#world.touch('write', `events:${device}:${event.to.realm}`);
      this.#steps.set(event, this.#step(event));
    }
  }

  collect(into: Step[]): void {
    for (const event of this.#events.deliverable()) {
      const step = this.#steps.get(event);
      if (step) into.push(step);
    }
  }

  /** The events on their way to each realm, in order: causal ids and old values. */
  queued(): string[] {
    const underWay = [...this.#steps];
    return [...this.#listening.keys()].map((realm) =>
      underWay
        .filter(([, step]) => step.realm === realm)
        .map(([{ change }, { id }]) => `${id} ${change.oldValue}`)
        .join(','),
    );
  }

  dropRealm(realm: string): void {
    const page = this.#listening.get(realm);
    if (!page) return;
    this.#listening.delete(realm);
    this.#events.close(page);
    for (const event of this.#steps.keys()) if (event.to === page) this.#steps.delete(event);
  }

  #step(event: PendingStorageEvent<Listening>): Step {
    const { change, from, to } = event;
    const { lineage, stack } = this.#world.issue(() => `a storage event for ${to.realm}`);
    return {
      lineage,
      id: lineage.id,
      kind: 'event',
      // What a page does because of it is its own doing, not that of the call whose change it hears of.
      actor: to.realm,
      realm: to.realm,
      resource: undefined,
      writes: false,
      runsJavaScript: true,
      stack,
      facts: () => ({ kind: 'event', ...this.#factsOf(change), target: to.realm, by: from.realm }),
      run: () => {
        this.#events.deliver(event);
        this.#steps.delete(event);
        to.hear(change);
      },
    };
  }

  #factsOf({ key, oldValue, newValue }: StorageChange): Pick<StepFacts, 'operation' | 'keys'> {
    if (key === null) return { operation: 'cleared' };
    const operation = newValue === null ? 'removed' : oldValue === null ? 'added' : 'changed';
    return { operation, keys: [this.#options.describeKey(key)] };
  }
}
