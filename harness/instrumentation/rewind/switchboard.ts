import type { BackendOperation, StorageResult } from '../../../fakes/storage/batch-operation.ts';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import type { RealmWiring } from '../../amplify/client/start-app.ts';
import type { PageLocks } from '../../amplify/realm/browser.ts';
import type { PageWitness } from '../../amplify/realm/page-listeners.ts';

/** The parts of a world that the page of an app is connected to. */
export interface PageWiring {
  readonly witness: PageWitness;
  readonly locks: PageLocks;
}

/**
 * What a realm is connected to in place of a world. Everything that it does goes to the world that is connected at that
 * moment, so one realm can serve one world after another.
 */
export class Switchboard {
  #current: RealmWiring | undefined;
  #page: PageWiring | undefined;
  #used = false;

  /** Whether the realm has used anything of a world. */
  get used(): boolean {
    return this.#used;
  }

  /** @param page the page of an app in a browser */
  connect(wiring: RealmWiring, page?: PageWiring): void {
    this.#current = wiring;
    this.#page = page;
  }

  readonly wiring: RealmWiring = {
    fetch: (input, init) => this.#use().fetch(input, init),
    timers: {
      setTimeout: (...args) => this.#use().timers.setTimeout(...args),
      setInterval: (...args) => this.#use().timers.setInterval(...args),
      clearTimeout: (handle) => this.#use().timers.clearTimeout(handle),
      clearInterval: (handle) => this.#use().timers.clearInterval(handle),
    },
    Date: this.#dateOfTheWorld(),
    draw: () => this.#use().draw(),
    drawWord: () => this.#use().drawWord(),
    print: (line) => this.#use().print(line),
    storage: this.#storageOfTheWorld(),
    onHubEvent: (event) => this.#use().onHubEvent(event),
  };

  readonly page: PageWiring = {
    witness: {
      touch: (mode) => this.#usePage().witness.touch(mode),
      // Listeners that were added at the start listen in each world.
      listens: () => this.#connected(this.#page).witness.listens(),
      now: () => this.#connected(this.#page).witness.now(),
      tell: (value) => this.#usePage().witness.tell(value),
      threw: (error) => this.#usePage().witness.threw(error),
    },
    locks: { request: (...args) => this.#usePage().locks.request(...args) },
  };

  #usePage(): PageWiring {
    this.#used = true;
    return this.#connected(this.#page);
  }

  #use(): RealmWiring {
    this.#used = true;
    return this.#connected(this.#current);
  }

  #connected<T>(to: T | undefined): T {
    if (!to) throw new Error('a realm was used that no world is connected to');
    return to;
  }

  /** A class whose every use is one of the class of the world. */
  #dateOfTheWorld(): DateConstructor {
    return new Proxy(Date, {
      apply: () => String(new (this.#use().Date)()),
      construct: (_, args) => Reflect.construct(this.#use().Date, args),
      get: (_, key) => Reflect.get(this.#use().Date, key),
    });
  }

  #storageOfTheWorld(): NativeStorage {
    return {
      perform: <Operation extends BackendOperation>(
        operation: Operation,
      ): Promise<StorageResult<Operation>> => this.#use().storage.perform(operation),
      performAtOnce: <Operation extends BackendOperation>(operation: Operation): StorageResult<Operation> =>
        this.#use().storage.performAtOnce(operation),
    };
  }
}
