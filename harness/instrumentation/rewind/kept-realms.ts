import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { type App, type RealmWiring, startApp } from '../../amplify/client/start-app.ts';
import { type BrowserPage, browserPage, type PageOptions } from '../../amplify/realm/browser.ts';
import { HEAP_HOOKS } from '../heap/hook-names.ts';
import { HeapTracker } from '../heap/tracker.ts';
import { JOURNAL_HOOKS, Journal } from './journal.ts';
import { promisesPendingAfter } from './pending-promises.ts';
import { type PageWiring, Switchboard } from './switchboard.ts';

/** A realm that has been, or can be, restored to the state in which its app had started. */
interface KeptRealm {
  readonly client: AuthClient;
  /** Of one whose heap is followed. */
  readonly heap: HeapTracker | undefined;
  readonly journal: Journal;
  readonly switchboard: Switchboard;
  /** Of an app in a browser. */
  readonly page: BrowserPage | undefined;
  /** Restores the page to the state in which the app had started. */
  readonly renewPage: (() => void) | undefined;
}

/** The page that an app in a browser is on. */
export interface Page extends PageWiring {
  readonly options: Omit<PageOptions, 'locks'>;
}

export interface LendOptions {
  /** Whether the bundle is a rewindable copy of an instrumented one. */
  readonly followsHeap?: boolean;
  /** Of an app in a browser. */
  readonly page?: Page | undefined;
}

/** An app that was started in a world. */
export interface LentRealm {
  readonly client: AuthClient;
  /** Reports its accesses to the JavaScript heap, if that is tracked. */
  readonly heap: HeapTracker | undefined;
  /** Of an app in a browser. */
  readonly page: BrowserPage | undefined;
  /** Call it when the world is over and nothing in it went out of control. */
  giveBack(): void;
}

/** How many realms wait at most: as many as a check uses in all its worlds. Each takes some megabytes. */
const MOST_IDLE = 16;

/**
 * Apps that serve one world after another: evaluating and configuring a release is half the cost of an execution.
 *
 * A realm is kept only if starting it used nothing of its world (no storage, network, timer, time or randomness) and left
 * no promise pending. Then a world cannot distinguish it from a fresh one once all later writes have been undone.
 * Otherwise, every realm is a fresh one.
 */
export class KeptRealms {
  /** By key; the key that was used last comes last. */
  readonly #idle = new Map<string, KeptRealm[]>();
  #idleCount = 0;
  readonly #unfit = new Set<string>();

  /**
   * An app as if freshly started; undefined if apps like it cannot be kept.
   * @param app with a rewindable bundle
   */
  lend(
    app: App,
    wiring: RealmWiring,
    { followsHeap = false, page }: LendOptions = {},
  ): LentRealm | undefined {
    const key = keyOf(app, page);
    const idle = this.#takeIdle(key);
    if (this.#unfit.has(key)) return undefined;
    idle?.switchboard.connect(wiring, page);
    idle?.renewPage?.();
    const kept =
      idle ?? this.#startOne(key, app, { wiring, page, heap: followsHeap ? new HeapTracker() : undefined });
    return {
      client: kept.client,
      heap: kept.heap,
      page: kept.page,
      giveBack: () => this.#giveBack(key, kept),
    };
  }

  #giveBack(key: string, kept: KeptRealm): void {
    const idle = this.#idle.get(key) ?? [];
    this.#idle.delete(key);
    this.#idle.set(key, [...idle, kept]);
    this.#idleCount += 1;
    for (const [oldest, others] of this.#idle) {
      if (this.#idleCount <= MOST_IDLE) return;
      this.#idleCount -= others.length;
      this.#idle.delete(oldest);
    }
  }

  #takeIdle(key: string): KeptRealm | undefined {
    const idle = this.#idle.get(key) ?? [];
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      this.#idleCount -= 1;
      // Now and not when it was given back: until then the last world may be looked at.
      kept.journal.rewind();
      kept.heap?.rewind();
      if (!kept.journal.spoilt) return kept;
      this.#unfit.add(key);
    }
    return undefined;
  }

  #startOne(
    key: string,
    app: App,
    {
      wiring,
      page: place,
      heap,
    }: {
      readonly wiring: RealmWiring;
      readonly page: Page | undefined;
      readonly heap: HeapTracker | undefined;
    },
  ): KeptRealm {
    const journal = new Journal();
    const switchboard = new Switchboard();
    switchboard.connect(wiring, place);
    const page =
      place && openPage(switchboard.wiring.storage, { ...switchboard.page, options: place.options });
    const { result: client, pending } = promisesPendingAfter(() =>
      startApp(app, switchboard.wiring, {
        ...(page && { page: page.globals }),
        hooks: { [JOURNAL_HOOKS]: journal.hooks, ...(heap && { [HEAP_HOOKS]: heap.hooks }) },
        evaluated: (exports) => heap?.finishBoot([exports]),
      }),
    );
    journal.begin();
    heap?.keep();
    // It serves this one world all the same, as it is a fresh one.
    if (switchboard.used || pending > 0) this.#unfit.add(key);
    return { client, heap, journal, switchboard, page, renewPage: page?.keep() };
  }
}

/** Loads a page. */
export function openPage(storage: NativeStorage, { options, witness, locks }: Page): BrowserPage {
  return browserPage(storage, witness, { ...options, locks });
}

/** The same key for apps that cannot be distinguished before a world is connected. */
function keyOf({ bundle, ...rest }: App, page: Page | undefined): string {
  return JSON.stringify([bundle.hash, rest, page?.options]);
}
