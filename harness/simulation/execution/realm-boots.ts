import type { AuthClient } from '../../amplify/client/auth-client.ts';
import type { BrowserPage, PageOptions } from '../../amplify/realm/browser.ts';
import type { HeapTracker } from '../../instrumentation/heap/tracker.ts';
import type { Start } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { bootRealm, type Surroundings } from './boot-realm.ts';
import type { HubRecord, PrintedLine } from './execution.ts';
import type { OpenDevice } from './open-devices.ts';
import type { Subject } from './subject.ts';
import { wrapClient, wrapperOf } from './wrap-client.ts';

/** What the apps of a world show of themselves, besides what their calls return. */
export interface Shown {
  /** By realm: what its code does to shared parts of the JavaScript heap. Empty unless followed. */
  readonly heaps: Map<string, HeapTracker>;
  /** By realm, the page that it is; none of a native app. */
  readonly pages: Map<string, BrowserPage>;
  readonly hub: HubRecord[];
  readonly printed: PrintedLine[];
}

export interface BootContext {
  readonly start: Start;
  readonly devices: ReadonlyMap<string, OpenDevice>;
  readonly surroundings: Surroundings;
  readonly wrap: Subject['wrap'];
  readonly followsHeap: boolean;
}

/** How an app starts: with what it keeps in storage at once, or loading it; on its own page, or on another. */
export interface BootOptions {
  readonly atOnce?: boolean;
  readonly page?: PageOptions;
}

/** Starts the apps of a world, each in a fresh realm, and collects what they show. */
export class RealmBoots {
  readonly shown: Shown = { heaps: new Map(), pages: new Map(), hub: [], printed: [] };
  readonly #context: BootContext;

  constructor(context: BootContext) {
    this.#context = context;
  }

  /** @throws {ScenarioError} for a realm or a device that the scenario lacks */
  boot(
    realm: string,
    { atOnce = this.#context.start.boot !== 'concurrent', page }: BootOptions = {},
  ): AuthClient {
    const { surroundings, followsHeap, wrap } = this.#context;
    const { world } = surroundings;
    const { platform, device } = this.#placeOf(realm);
    if (atOnce) device.storage.bootAtOnce(realm);
    const { client, heap } = bootRealm(
      realm,
      {
        platform,
        device,
        followsHeap,
        page,
        onHubEvent: (event) => this.#dispatched(realm, event),
        onPage: (opened) => this.shown.pages.set(realm, opened),
        print: (line) => this.#printed(realm, line),
      },
      surroundings,
    );
    if (heap) this.shown.heaps.set(realm, heap);
    if (!wrap) return client;
    const locks = platform === 'web' ? device.locks.forPage(realm) : undefined;
    return wrapClient(client, { locks }, { wrap, onRun: () => world.touch('write', wrapperOf(realm)) });
  }

  #placeOf(realm: string) {
    const { start, devices } = this.#context;
    const spec = start.realms[realm];
    if (spec === undefined) throw new ScenarioError(`the scenario has no realm "${realm}"`);
    const device = devices.get(spec.device);
    if (device) return { platform: spec.platform, device };
    throw new ScenarioError(
      `realm "${realm}" is on device "${spec.device}", which the scenario does not define`,
    );
  }

  #dispatched(realm: string, event: string): void {
    const { world } = this.#context.surroundings;
    const { hub } = this.shown;
    hub.push({ realm, event, at: world.taken.length });
    world.note({ what: 'event', realm, event });
    world.log.reported(() => void hub.pop());
  }

  #printed(realm: string, line: string): void {
    const { world } = this.#context.surroundings;
    const { printed } = this.shown;
    printed.push({ realm, line });
    world.note({ what: 'printed-line', realm });
    world.log.reported(() => void printed.pop());
  }
}
