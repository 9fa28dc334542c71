import type { StorageBackend, StorageProcess } from '../backend.ts';
import { type BackendOperation, isRead, keysTouched } from '../batch-operation.ts';
import type { StorageData } from '../operation.ts';
import { changeBy, type StorageChange } from './storage-change.ts';

/** A write on its way from the renderer process that made it to the others. */
export interface PendingWrite<Origin> {
  readonly operation: BackendOperation;
  readonly process: string;
  /** Of whoever made it, as it was handed over. */
  readonly origin: Origin;
  /** What the browser process found that it changed, once it has arrived there; undefined for nothing. */
  change: StorageChange | undefined;
  /** The processes that have yet to see it, once it has arrived. */
  unseenBy: ReadonlySet<string> | undefined;
}

/** localStorage as one renderer process sees it. */
export interface ProcessView {
  readonly data: StorageData;
  readonly storage: StorageProcess;
}

/**
 * localStorage of one origin in a browser whose tabs run in several renderer processes, as in Chromium. Each process
 * reads and writes a copy of its own. Its writes go to the browser process one at a time, in order, which passes each
 * on to the other processes in the order in which it got them. When each of this happens is for a driver to decide.
 *
 * Two processes that write one entry see the same in the end: that which arrived last. Until a process's own write has
 * come back to it, it takes no notice of what others wrote there before.
 */
export class ProcessViews<Origin> {
  /** What the browser process has. */
  readonly #data: StorageData;
  readonly #backend: StorageBackend;
  readonly #views = new Map<string, ProcessView>();
  /** By process, its writes that have not arrived, in order. */
  readonly #unsent = new Map<string, PendingWrite<Origin>[]>();
  /** The writes that have arrived, in order, from the first that some process has not seen. */
  #arrived: PendingWrite<Origin>[] = [];

  constructor(backend: StorageBackend, data: StorageData) {
    this.#backend = backend;
    this.#data = data;
  }

  get processes(): readonly string[] {
    return [...this.#views.keys()];
  }

  /** The view of a process, which begins with what the browser process has when it is first asked for. */
  of(process: string): ProcessView {
    let view = this.#views.get(process);
    if (!view) {
      const data = new Map(this.#data);
      view = { data, storage: this.#backend.device(data).start() };
      this.#views.set(process, view);
      this.#unsent.set(process, []);
    }
    return view;
  }

  /** Stores an entry as one that everybody has known for long. */
  place(key: string, value: string): void {
    for (const data of [this.#data, ...[...this.#views.values()].map((view) => view.data)])
      data.set(key, value);
  }

  /** Sends a write on its way that a process has made in its view. */
  send(process: string, operation: BackendOperation, origin: Origin): PendingWrite<Origin> {
    const write = { operation, process, origin, change: undefined, unseenBy: undefined };
    this.#unsent.get(process)?.push(write);
    return write;
  }

  /** Drops the writes of a process that have not arrived, but for the first so many. */
  keepUnsent(process: string, count: number): void {
    this.#unsent.get(process)?.splice(count);
  }

  /** The writes that a process has made and that have not arrived, in order. */
  unsentOf(process: string): readonly PendingWrite<Origin>[] {
    return this.#unsent.get(process) ?? [];
  }

  /** The writes that have arrived and that a process has yet to see, in order. */
  unseenBy(process: string): readonly PendingWrite<Origin>[] {
    return this.#arrived.filter(({ unseenBy }) => unseenBy?.has(process));
  }

  /** Whether an entry is the same for everybody, and all writes of it that are on their way leave it so. */
  isSettled(key: string): boolean {
    const value = this.#data.get(key);
    const views = [...this.#views.values()];
    const underWay = [...this.#arrived, ...[...this.#unsent.values()].flat()];
    return (
      views.every(({ data }) => data.get(key) === value) &&
      underWay.every(({ operation }) => !touches(operation, key) || leaves(operation, value))
    );
  }

  /** Lets the oldest write of a process that is on its way arrive at the browser process. */
  arrive(write: PendingWrite<Origin>): void {
    this.#unsent.get(write.process)?.shift();
    write.change = changeBy(write.operation, this.#data);
    apply(this.#data, write.operation, () => true);
    write.unseenBy = new Set(this.processes.filter((process) => process !== write.process));
    this.#arrived.push(write);
    this.#forget();
  }

  /** Whether a write is one that its process has not got the better of by then. */
  isTaken(process: string, write: PendingWrite<Origin>, key: string): boolean {
    const after = this.#arrived.slice(this.#arrived.indexOf(write) + 1);
    const own = [...after, ...this.unsentOf(process)].filter((other) => other.process === process);
    return !own.some(({ operation }) => touches(operation, key));
  }

  /** Lets a process see the first write of those that are {@link unseenBy} it. */
  see(process: string, write: PendingWrite<Origin>): void {
    apply(this.of(process).data, write.operation, (key) => this.isTaken(process, write, key));
    const unseenBy = new Set(write.unseenBy);
    unseenBy.delete(process);
    write.unseenBy = unseenBy;
    this.#forget();
  }

  /** A line for each view and for all that is on its way, to compare states by. */
  state(idOf: (origin: Origin) => string): string[] {
    const lines = [...this.#views].map(([process, { data, storage }]) => {
      const entries = [...data].sort().map(([key, value]) => `${key}=${value}`);
      return `${process} ${entries.join(' ')} ${storage.memory()}`;
    });
    const text = ({ origin, operation, change, unseenBy }: PendingWrite<Origin>): string =>
      [idOf(origin), JSON.stringify(operation), change?.oldValue, ...(unseenBy ?? [])].join(' ');
    for (const [process, unsent] of this.#unsent) lines.push(`${process} ${unsent.map(text).join()}`);
    return [...lines, this.#arrived.map(text).join()];
  }

  #forget(): void {
    while (this.#arrived[0]?.unseenBy?.size === 0) this.#arrived.shift();
  }
}

function touches(operation: BackendOperation, key: string): boolean {
  return keysTouched(operation)?.includes(key) ?? true;
}

function leaves(operation: BackendOperation, value: string | undefined): boolean {
  return operation.method === 'setItem' && operation.value === value;
}

function apply(data: StorageData, operation: BackendOperation, isTaken: (key: string) => boolean): void {
  if (isRead(operation)) return;
  const keys = keysTouched(operation) ?? [...data.keys()];
  for (const key of keys.filter(isTaken)) {
    if (operation.method === 'setItem') data.set(key, operation.value);
    else data.delete(key);
  }
}
