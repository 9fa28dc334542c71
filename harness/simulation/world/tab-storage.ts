import type { StorageBackend } from '../../../fakes/storage/backend.ts';
import {
  type BackendOperation,
  isRead,
  keysTouched,
  type StorageResult,
} from '../../../fakes/storage/batch-operation.ts';
import { type PendingWrite, ProcessViews } from '../../../fakes/storage/browser/process-views.ts';
import { changeBy, type StorageChange } from '../../../fakes/storage/browser/storage-change.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';
import type { StepFacts } from '../../../results/step-facts.ts';
import type { Lineage, Step } from './step.ts';
import { StorageAccesses } from './storage-accesses.ts';
import type { OperationFacts } from './storage-facts.ts';
import { sharesItsProcess, type TabProcesses, type TakingBack } from './tab-processes.ts';
import type { Issued, StepSource, World } from './world.ts';

export interface TabStorageOptions {
  readonly device: string;
  readonly backend: StorageBackend;
  /** What the browser process has. */
  readonly data: StorageData;
  /** By realm, the renderer process that it runs in: at least two different ones. */
  readonly processes: ReadonlyMap<string, string>;
  readonly factsOf: (operation: BackendOperation) => OperationFacts;
  /** Called with a write that reaches the browser process. */
  readonly onArrival: (operation: BackendOperation) => void;
  /** Called with a change by a realm when realms of a process can see it. */
  readonly onSeen: (change: StorageChange, by: string, realms: readonly string[]) => void;
}

interface Origin {
  readonly realm: string;
  readonly issued: Issued;
}

type Write = PendingWrite<Origin>;

/**
 * The localStorage of a browser whose tabs run in several renderer processes: see {@link ProcessViews}. It is a step when
 * a write of a tab becomes visible in another process, between two tasks there.
 *
 * The arrival of a write in the browser process is a step of its own only if that can make a difference: if three
 * processes can see the order in which writes arrived, if a process has yet to start and will find what has arrived, or if
 * both processes have a write of one entry under way. Otherwise it arrives when it becomes visible.
 */
export class TabStorage implements StepSource, TabProcesses {
  readonly #world: World;
  readonly #options: TabStorageOptions;
  readonly #views: ProcessViews<Origin>;
  /** Number of processes that there will be. */
  readonly #count: number;
  readonly #accesses = new Map<string, StorageAccesses>();

  constructor(world: World, options: TabStorageOptions) {
    this.#world = world;
    this.#options = options;
    this.#views = new ProcessViews(options.backend, options.data);
    this.#count = new Set(options.processes.values()).size;
  }

  open(realm: string): void {
    const process = this.#processOf(realm);
    if (this.#views.processes.includes(process)) return;
    // The process finds there what has arrived by then.
    this.#world.touch('write', this.#beforeStart);
    this.#views.of(process);
  }

  failuresOf(realm: string, operation: BackendOperation): readonly StorageFailure[] {
    return this.#views.of(this.#processOf(realm)).storage.failuresOf(operation);
  }

  carryOut<Operation extends BackendOperation>(
    realm: string,
    operation: Operation,
    failure: StorageFailure | undefined,
  ): StorageResult<Operation> {
    const process = this.#processOf(realm);
    const accesses = this.#accessesOf(process);
    const { data, storage } = this.#views.of(process);
    const change = changeBy(operation, data);
    accesses.writes(operation);
    const result = accesses.during(operation, () => storage.carryOut(operation, failure));
    // As in Chromium: writing an unchanged value is passed on; removing a missing entry is not.
    const isPassedOn = change !== undefined || operation.method === 'setItem';
    if (isPassedOn && !isRead(operation)) this.#send(realm, process, operation);
    if (change) this.#tell(change, realm, process);
    return result;
  }

  takingBack(realm: string): TakingBack | undefined {
    if (sharesItsProcess(realm, this.#options.processes)) return undefined;
    const process = this.#processOf(realm);
    const { data } = this.#views.of(process);
    const before = [...data];
    const unsent = this.#views.unsentOf(process).length;
    return {
      overwrites: JSON.stringify(before),
      undo: () => {
        this.#world.touch('write', this.#underWay(process));
        for (const { operation } of this.#views.unsentOf(process).slice(unsent))
          for (const key of keysOf(operation)) this.#world.touch('write', this.#underWay(process, key));
        this.#views.keepUnsent(process, unsent);
        this.#accessesOf(process).changing(() => {
          data.clear();
          for (const [key, value] of before) data.set(key, value);
        });
      },
    };
  }

  place(key: string, value: string): void {
    this.#views.place(key, value);
  }

  collect(into: Step[]): void {
    const contested = this.#contested();
    for (const process of this.#views.processes) {
      if (!this.#isDirect || contested.length > 0) {
        const arriving = this.#upToOneThatMatters(this.#views.unsentOf(process));
        if (arriving.length > 0) into.push(this.#arrival(arriving, contested));
      }
      const coming = [
        ...this.#views.unseenBy(process),
        ...(this.#isDirect ? this.#unsentOfOther(process) : []),
      ];
      const seen = this.#upToOneThatMatters(coming);
      if (seen.length > 0) into.push(this.#sight(seen, process));
    }
  }

  state(): string[] {
    return this.#views.state(({ issued }) => issued.lineage.id);
  }

  /** What a tab has written is under way without it. */
  dropRealm(): void {}

  /** Whether a write can arrive as it becomes visible. */
  get #isDirect(): boolean {
    return this.#count === 2 && this.#views.processes.length === 2;
  }

  get #beforeStart(): string {
    return `!arrivals:${this.#options.device}`;
  }

  /** What the writes of a process conflict on that are on their way to the browser process. */
  #underWay(process: string, key = ''): string {
    return `${this.#place(process)}/under-way:${key}`;
  }

  /** What tells in which order writes arrived. */
  #order(key: string): string {
    return `${TABS}${this.#options.device}/arrived:${this.#count === 2 ? key : ''}`;
  }

  #send(realm: string, process: string, operation: BackendOperation): void {
    const issued = this.#world.issue(() => `${operation.method} on its way`);
    this.#views.send(process, operation, { realm, issued });
    this.#world.touch('write', this.#underWay(process));
    for (const key of keysOf(operation)) this.#world.touch('write', this.#underWay(process, key));
  }

  /** Begins the names of what a process has. */
  #place(process: string): string {
    return `${TABS}${this.#options.device}/${process}`;
  }

  #processOf(realm: string): string {
    return this.#options.processes.get(realm) ?? realm;
  }

  #accessesOf(process: string): StorageAccesses {
    let accesses = this.#accesses.get(process);
    if (!accesses) {
      const { data, storage } = this.#views.of(process);
      accesses = new StorageAccesses(this.#world, {
        device: this.#place(process),
        data,
        memory: () => storage.memory(),
      });
      this.#accesses.set(process, accesses);
    }
    return accesses;
  }

  #unsentOfOther(process: string): readonly Write[] {
    const other = this.#views.processes.find((candidate) => candidate !== process);
    return other === undefined ? [] : this.#views.unsentOf(other);
  }

  /**
   * The first writes of several, up to one of an entry that is not the same for everybody. When the others arrive, and
   * when they become visible, nobody can tell: they go with it. None where there is no such write.
   */
  #upToOneThatMatters(writes: readonly Write[]): readonly Write[] {
    const last = writes.findIndex((write) => !this.#isIdle(write));
    return writes.slice(0, last + 1);
  }

  /** Whether a write leaves an entry as it is for everybody. */
  #isIdle({ operation }: Write): boolean {
    return keysOf(operation).every((key) => key !== ALL && this.#views.isSettled(key));
  }

  /** Keys of entries that both of two processes have under way, so that it matters which arrives last. */
  #contested(): readonly string[] {
    if (!this.#isDirect) return [];
    const [one = [], other = []] = this.#views.processes.map((process) =>
      this.#views.unsentOf(process).flatMap(({ operation }) => keysOf(operation)),
    );
    if (one.length * other.length > 0 && [...one, ...other].includes(ALL)) return [...one, ...other];
    return one.filter((key) => other.includes(key) && !this.#views.isSettled(key));
  }

  /** Writes of a process reach the browser process. */
  #arrival(writes: readonly Write[], contested: readonly string[]): Step {
    const last = writes.at(-1) as Write;
    return this.#step(last, last.origin.issued.lineage, { target: 'browser' }, () => {
      for (const key of contested) this.#readUnderWay(key);
      if (this.#views.processes.length < this.#count) this.#world.touch('write', this.#beforeStart);
      const isChoice = contested.length > 0;
      for (const write of writes) this.#arrive(write, { isChoice, isIdle: write !== last });
    });
  }

  /** Writes of others become visible in a process. */
  #sight(writes: readonly Write[], process: string): Step {
    const last = writes.at(-1) as Write;
    const lineage = last.origin.issued.lineage.alternative(process);
    return this.#step(last, lineage, { process }, () => {
      const isChoice = this.#contested().length > 0;
      for (const write of writes) {
        if (!write.unseenBy) this.#arrive(write, { isChoice, isIdle: write !== last });
        if (write === last) this.#seeOneThatMatters(process, write);
        else this.#seeIdle(process, write);
        if (write.change) this.#tell(write.change, write.origin.realm, process);
      }
    });
  }

  #seeOneThatMatters(process: string, write: Write): void {
    const accesses = this.#accessesOf(process);
    accesses.writes(write.operation);
    accesses.during(write.operation, () => this.#views.see(process, write));
  }

  #seeIdle(process: string, write: Write): void {
    for (const key of keysOf(write.operation)) this.#readUnderWay(key);
    this.#views.see(process, write);
  }

  /** @param isChoice whether it might have arrived otherwise: by itself, or as it becomes visible */
  #arrive(
    write: Write,
    { isChoice, isIdle }: { readonly isChoice: boolean; readonly isIdle: boolean },
  ): void {
    if (isChoice) this.#world.touch('write', `!arrival:${write.origin.issued.lineage.id}`);
    for (const key of keysOf(write.operation)) {
      if (isIdle) this.#readUnderWay(key);
      else {
        this.#world.touch('write', this.#order(key));
        this.#world.touch('write', this.#underWay(write.process, key));
      }
    }
    this.#views.arrive(write);
    this.#options.onArrival(write.operation);
  }

  #readUnderWay(key: string): void {
    for (const process of this.#views.processes) this.#world.touch('read', this.#underWay(process, key));
  }

  #tell(change: StorageChange, by: string, process: string): void {
    const realms = [...this.#options.processes].filter(([, of]) => of === process).map(([realm]) => realm);
    this.#options.onSeen(change, by, realms);
  }

  #step(write: Write, lineage: Lineage, where: Pick<StepFacts, 'target' | 'process'>, run: () => void): Step {
    const { operation, origin } = write;
    const { realm, issued } = origin;
    return {
      lineage,
      id: lineage.id,
      kind: 'propagation',
      actor: issued.actor,
      realm,
      resource: undefined,
      writes: true,
      runsJavaScript: false,
      stack: issued.stack,
      outcome: () => `${write.change?.oldValue}`,
      facts: () => ({ kind: 'propagation', ...this.#options.factsOf(operation), by: realm, ...where }),
      run,
    };
  }
}

/** Begins the names of locations that have a key for each entry: `tabs/<device>/<...>:<key>`. */
export const TABS = 'tabs/';

/** Stands for all keys, where an operation touches them all. */
const ALL = '*';

function keysOf(operation: BackendOperation): readonly string[] {
  return keysTouched(operation) ?? [ALL];
}
