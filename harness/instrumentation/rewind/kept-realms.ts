import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { type App, type RealmWiring, startApp } from '../../amplify/client/start-app.ts';
import { HEAP_HOOKS } from '../heap/hook-names.ts';
import { HeapTracker } from '../heap/tracker.ts';
import { JOURNAL_HOOKS, Journal } from './journal.ts';
import { promisesPendingAfter } from './pending-promises.ts';
import { Switchboard } from './switchboard.ts';

/** A realm that has been put back, or can be, as it was when its app had started. */
interface KeptRealm {
  readonly client: AuthClient;
  /** Of one whose heap is followed. */
  readonly heap: HeapTracker | undefined;
  readonly journal: Journal;
  readonly switchboard: Switchboard;
}

/** An app that was started in a world. */
export interface LentRealm {
  readonly client: AuthClient;
  /** What tells of its accesses to the JavaScript heap, if that is followed. */
  readonly heap: HeapTracker | undefined;
  /** To be called when the world is over and nothing in it went out of control. */
  giveBack(): void;
}

/**
 * Apps that serve world after world: evaluating a release and configuring it is half of what an execution costs.
 *
 * A realm is kept only if starting it asked nothing of its world (no storage, network, timer, time or randomness) and
 * left no promise pending: then a world cannot tell it from a fresh one once all that was written since has been put
 * back. Where that does not hold, every realm is a fresh one.
 */
export class KeptRealms {
  readonly #idle = new Map<string, KeptRealm[]>();
  readonly #unfit = new Set<string>();

  /**
   * An app as if freshly started; undefined where such ones cannot be kept.
   * @param app with a rewindable bundle
   * @param followsHeap whether that is of an instrumented one
   */
  lend(app: App, wiring: RealmWiring, followsHeap = false): LentRealm | undefined {
    const key = keyOf(app);
    const idle = this.#takeIdle(key);
    if (this.#unfit.has(key)) return undefined;
    const kept = idle ?? this.#startOne(key, app, wiring, followsHeap ? new HeapTracker() : undefined);
    kept.switchboard.connect(wiring);
    return {
      client: kept.client,
      heap: kept.heap,
      giveBack: () => void this.#idleOf(key).push(kept),
    };
  }

  #takeIdle(key: string): KeptRealm | undefined {
    const idle = this.#idleOf(key);
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      // Now and not when it was given back: until then the last world may be looked at.
      kept.journal.rewind();
      kept.heap?.rewind();
      if (!kept.journal.spoilt) return kept;
      this.#unfit.add(key);
    }
    return undefined;
  }

  #startOne(key: string, app: App, wiring: RealmWiring, heap: HeapTracker | undefined): KeptRealm {
    const journal = new Journal();
    const switchboard = new Switchboard();
    switchboard.connect(wiring);
    const { result: client, pending } = promisesPendingAfter(() =>
      startApp(app, switchboard.wiring, {
        hooks: { [JOURNAL_HOOKS]: journal.hooks, ...(heap && { [HEAP_HOOKS]: heap.hooks }) },
        evaluated: (exports) => heap?.finishBoot([exports]),
      }),
    );
    journal.begin();
    heap?.keep();
    // It serves this one world all the same, as it is a fresh one.
    if (switchboard.used || pending > 0) this.#unfit.add(key);
    return { client, heap, journal, switchboard };
  }

  #idleOf(key: string): KeptRealm[] {
    let idle = this.#idle.get(key);
    if (!idle) {
      idle = [];
      this.#idle.set(key, idle);
    }
    return idle;
  }
}

/** The same for apps that cannot be told apart before a world is connected. */
function keyOf({ bundle, ...rest }: App): string {
  return JSON.stringify([bundle.hash, rest]);
}
