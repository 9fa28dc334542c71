import type { StorageProcess } from '../backend.ts';
import { WEB_STORAGE_QUOTA, webStorageBackend } from '../backends/web-storage.ts';
import type { BackendOperation, StorageResult } from '../batch-operation.ts';
import type { StorageFailure } from '../failure.ts';
import type { StorageData } from '../operation.ts';
import { FakeCookieJar } from './cookie-jar.ts';
import { changeBy } from './storage-change.ts';
import { FakeStorageEvent } from './storage-event.ts';
import { StorageEvents } from './storage-events.ts';
import { FakeWindow } from './window.ts';

export interface FakeOriginOptions {
  /** The contents of localStorage, to set up at the start and to inspect afterwards. */
  readonly data?: StorageData;
  /** The quota of localStorage, in UTF-16 code units. Default 5 Mi. */
  readonly quota?: number;
  /** Share one between the origins of a site. */
  readonly cookies?: FakeCookieJar;
  /** The failure that hits an operation on localStorage. */
  readonly fault?: (operation: BackendOperation) => StorageFailure | undefined;
  /** Decides when an event reaches a tab. Default: the global `setTimeout`, after 0 ms. */
  readonly schedule?: (deliver: () => void) => void;
}

/**
 * What a browser keeps for one origin and the tabs and frames of it share: localStorage with its `storage`
 * events, and cookies.
 */
export class FakeOrigin {
  readonly data: StorageData;
  readonly cookies: FakeCookieJar;
  readonly #storage: StorageProcess;
  readonly #fault: NonNullable<FakeOriginOptions['fault']>;
  readonly #schedule: NonNullable<FakeOriginOptions['schedule']>;
  readonly #events = new StorageEvents<FakeWindow>();

  constructor(options: FakeOriginOptions = {}) {
    this.data = options.data ?? new Map();
    this.cookies = options.cookies ?? new FakeCookieJar();
    this.#storage = webStorageBackend(options.quota ?? WEB_STORAGE_QUOTA)
      .device(this.data)
      .start();
    this.#fault = options.fault ?? (() => undefined);
    this.#schedule = options.schedule ?? ((deliver) => void setTimeout(deliver, 0));
  }

  /** Opens a tab or a frame. */
  open(url = 'https://app.example/'): FakeWindow {
    const opened = new FakeWindow(
      url,
      this.cookies,
      (window) => ({ performAtOnce: (operation) => this.#perform(operation, window) }),
      (window) => this.#events.close(window),
    );
    this.#events.open(opened);
    return opened;
  }

  #perform<Operation extends BackendOperation>(
    operation: Operation,
    from: FakeWindow,
  ): StorageResult<Operation> {
    const change = changeBy(operation, this.data);
    const fault = this.#fault(operation);
    const hits = fault !== undefined && this.#storage.failuresOf(operation).includes(fault);
    const result = this.#storage.carryOut(operation, hits ? fault : undefined);
    if (change) {
      for (const { to } of this.#events.broadcast(change, from)) this.#schedule(() => this.#deliver(to));
    }
    return result;
  }

  /** Delivers the oldest event on its way to a window, whichever of them this was scheduled for. */
  #deliver(window: FakeWindow): void {
    const event = this.#events.deliverable().find(({ to }) => to === window);
    if (!event) return;
    this.#events.deliver(event);
    const { change, from } = event;
    window.dispatchEvent(new FakeStorageEvent(change, window.localStorage, from.document.URL));
  }
}
