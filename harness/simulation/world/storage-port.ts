import type { StorageBackend, StorageDevice, StorageProcess } from '../../../fakes/storage/backend.ts';
import {
  type BackendOperation,
  isRead,
  keysRemoved,
  type StorageResult,
} from '../../../fakes/storage/batch-operation.ts';
import { changeBy, type StorageChange } from '../../../fakes/storage/browser/storage-change.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import type { NativeStorage } from '../../../fakes/storage/native-storage.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';
import { OperationOrder } from '../../../fakes/storage/operation-order.ts';
import type { StorageOrdering } from '../../../fakes/storage/ordering.ts';
import type { StepFacts, StepKind } from '../../../results/step-facts.ts';
import type { Lineage, Step } from './step.ts';
import { StorageAccesses } from './storage-accesses.ts';
import { type OperationFacts, type OperationOutcome, StorageFacts } from './storage-facts.ts';
import type { PossibleFailure, StorageFaults } from './storage-fault.ts';
import { StorageLedger } from './storage-ledger.ts';
import type { TabProcesses } from './tab-processes.ts';
import type { Issued, StepSource, World } from './world.ts';

/** An operation on its way through the storage: issued, carried out, completed. */
interface Pending {
  readonly operation: BackendOperation;
  readonly realm: string;
  readonly issued: Issued;
  readonly resolve: (value: StorageResult) => void;
  readonly reject: (error: Error) => void;
  /** To be called with the keys that it removes. */
  readonly onRemoved: OnRemoved | undefined;
  /** Its outcome, once it has taken effect. */
  outcome: OperationOutcome | undefined;
  /** Its next step: first its effect, then its completion. */
  step: Step;
}

type OnRemoved = (keys: readonly string[]) => void;

/** Observes what is removed, and by whom. */
export interface RemovalListener {
  /** Called when a realm asks for it. @returns to be called with the keys of entries once they are removed */
  asked(realm: string): OnRemoved;
  /** @returns to be called where what is removed from now on is not removed after all */
  snapshot(): () => void;
}

/** What tabs in several processes have of the storage that they share. */
export interface TabHooks {
  /** As facts that give no secret away. */
  readonly factsOf: (operation: BackendOperation) => OperationFacts;
  /** Call it when a write is on its way to disk. */
  readonly onArrival: (operation: BackendOperation) => void;
}

export interface StoragePortOptions {
  readonly device: string;
  readonly backend: StorageBackend;
  /** What is on disk. */
  readonly data: StorageData;
  /** Called with changes that other realms hear of; only by synchronous storages. */
  readonly onChange?: ((change: StorageChange, realm: string) => void) | undefined;
  /** Whether a realm may boot while others have operations queued: it reads ahead of them. Not by default. */
  readonly isReadAtOnce?: boolean;
  /** Undefined where all that use the storage see the same of it at any moment. */
  readonly tabs?: ((hooks: TabHooks) => TabProcesses) | undefined;
  readonly removals?: RemovalListener;
  /** Undefined where nothing may go wrong. */
  readonly faults?: StorageFaults | undefined;
  /** Words for a key and for a value that give no secret away. */
  readonly describeKey: (key: string) => string;
  readonly describeValue: (value: string) => string;
}

/**
 * The storage of one device inside a world. Each operation is two steps, its effect and its completion, so
 * that another flow can act between them; which of them are enabled is the backend's ordering to say. What they do,
 * and what they do when they fail, is the backend's to say too.
 *
 * All realms of a device share one native process, which ends with the last of them. Limits that add up over all
 * entries, such as a quota, are far from what Amplify stores: that an operation fails by them is left out where
 * {@link Step.resource} and {@link World.touch} say what it depends on.
 */
export class StoragePort implements StepSource {
  readonly device: string;
  readonly data: StorageData;
  readonly #world: World;
  readonly #options: StoragePortOptions;
  readonly #facts: StorageFacts;
  #device: StorageDevice;
  #process: StorageProcess;
  readonly #order: OperationOrder<Pending> | undefined;
  /** What is under way, in the order of issue. */
  readonly #underWay = new Set<Pending>();
  readonly #realms = new Set<string>();
  /** By realm: the number of steps taken when it booted with no wait for its storage. */
  readonly #bootedAtOnce = new Map<string, number>();
  readonly #failedAt: number[] = [];
  /** Kept where operations may fail. */
  readonly #ledger: StorageLedger | undefined;
  readonly #accesses: StorageAccesses;
  readonly #tabs: TabProcesses | undefined;
  /** Called with operations that take no step; unset in most executions. */
  #atOnce: ((realm: string, facts: StepFacts) => void) | undefined;

  constructor(world: World, options: StoragePortOptions) {
    this.device = options.device;
    this.data = options.data;
    this.#world = world;
    this.#options = options;
    this.#facts = new StorageFacts(options);
    this.#device = options.backend.device(options.data);
    this.#process = this.#device.start();
    this.#accesses = new StorageAccesses(world, {
      device: options.device,
      data: options.data,
      memory: () => this.#process.memory(),
    });
    this.#order =
      options.backend.ordering === 'sync' ? undefined : new OperationOrder(options.backend.ordering);
    this.#ledger = options.faults && new StorageLedger(options.data);
    this.#tabs = options.tabs?.({
      factsOf: (operation) => this.#facts.operation(operation),
      onArrival: (operation) => this.#ledger?.carriedOut(operation, undefined),
    });
  }

  get ordering(): StorageOrdering {
    return this.#options.backend.ordering;
  }

  /** Whether a queue alone decides the order of effects, so that no two of them can come in either order. */
  get isSerial(): boolean {
    return this.ordering === 'fifo' && !this.#options.isReadAtOnce;
  }

  /** How many steps had been taken, the one in progress included, when an operation failed. Kept where they may. */
  get failedAt(): readonly number[] {
    return this.#failedAt;
  }

  /** Whether operations can fail otherwise than by what is stored. */
  get mayFail(): boolean {
    return this.#options.faults !== undefined;
  }

  /** Failures that no choice could bring about: see {@link StorageFaults.outOfReach}. */
  get outOfReach(): ReadonlySet<string> {
    return this.#options.faults?.outOfReach ?? NONE;
  }

  /**
   * Lets a realm that is booting have its operations done as it asks for them, in the phase or step that is under
   * way: the boot is over before anything else happens.
   */
  bootAtOnce(realm: string): void {
    this.#bootedAtOnce.set(realm, this.#world.taken.length);
  }

  /** The storage as the native side of a realm's modules. */
  asSeenBy(realm: string): NativeStorage {
    this.#realms.add(realm);
    this.#tabs?.open(realm);
    return {
      perform: (operation) => this.perform(realm, operation),
      performAtOnce: (operation) => this.performAtOnce(realm, operation),
    };
  }

  /** Issues an operation for a realm. Resolves, or never does when the realm dies first. */
  perform<Operation extends BackendOperation>(
    realm: string,
    operation: Operation,
  ): Promise<StorageResult<Operation>> {
    const order = this.#order;
    // As Amplify wraps localStorage: the operation is done at once, its promise settled.
    if (!order || this.#bootedAtOnce.get(realm) === this.#world.taken.length) {
      return promised(() => this.performAtOnce(realm, operation));
    }
    const refusal = this.#options.backend.refusal?.(operation);
    if (refusal) return Promise.reject(refusal);
    return new Promise<StorageResult>((resolve, reject) => {
      const issued = this.#world.issue(() => this.#facts.label(operation));
      const begun: Omit<Pending, 'step'> = {
        operation,
        realm,
        issued,
        resolve,
        reject,
        onRemoved: this.#onRemoved(realm, operation),
        outcome: undefined,
      };
      const pending = begun as Pending;
      // The order of issue is the order of a serial queue.
      if (this.ordering === 'fifo') this.#world.touch('write', `${this.device}:queue`);
      order.issue(pending);
      this.#underWay.add(pending);
      pending.step = this.#effectStep(pending, issued.lineage);
    }) as Promise<StorageResult<Operation>>;
  }

  /**
   * Carries an operation out without a step: what synchronous storages do.
   * @throws what the backend fails with
   */
  performAtOnce<Operation extends BackendOperation>(
    realm: string,
    operation: Operation,
  ): StorageResult<Operation> {
    const refusal = this.#options.backend.refusal?.(operation);
    if (refusal) throw refusal;
    return this.#atOnce
      ? this.#watched(this.#atOnce, realm, operation)
      : this.#performWithoutStep(realm, operation);
  }

  /** Calls back with operations that are carried out without a step, from now on. */
  watchAtOnce(watcher: (realm: string, facts: StepFacts) => void): void {
    this.#atOnce = watcher;
  }

  #watched<Operation extends BackendOperation>(
    watcher: (realm: string, facts: StepFacts) => void,
    realm: string,
    operation: Operation,
  ): StorageResult<Operation> {
    const facts = { kind: 'effect', ...this.#facts.operation(operation) } as const;
    try {
      const result = this.#performWithoutStep(realm, operation);
      watcher(realm, { ...facts, outcome: this.#facts.result(operation, result) });
      return result;
    } catch (error) {
      const failed = { failure: undefined, error: error as Error };
      watcher(realm, { ...facts, ...this.#facts.outcome(operation, failed) });
      throw error;
    }
  }

  #performWithoutStep<Operation extends BackendOperation>(
    realm: string,
    operation: Operation,
  ): StorageResult<Operation> {
    const tabs = this.#tabs;
    const result = tabs
      ? this.#carryOutInTab(tabs, realm, operation)
      : this.#carryOutAtOnce(realm, operation);
    if (result !== undefined) this.#world.tell(typeof result === 'string' ? result : JSON.stringify(result));
    return result;
  }

  /** Stores an entry before anything has happened, as if it had always been there. */
  place(key: string, value: string): void {
    if (this.#tabs) this.#tabs.place(key, value);
    else this.data.set(key, value);
  }

  collect(into: Step[]): void {
    if (!this.#order) return;
    for (const pending of this.#order.reportable()) into.push(pending.step);
    const { faults } = this.#options;
    for (const pending of this.#order.effectable()) {
      if (faults) this.#collectOutcomes(into, pending, faults);
      else into.push(pending.step);
    }
  }

  /**
   * Adds the steps with which failures begin and end.
   * @param runsCode whether code of a realm of the device may run next; what it will do is unknown
   */
  collectFaults(into: Step[], runsCode: boolean): void {
    this.#options.faults?.collect(into, (kind) => {
      if (!this.#order) return runsCode;
      return this.#order
        .effectable()
        .some(({ operation }) => this.#process.failuresOf(operation).includes(kind));
    });
  }

  /** Causal ids of what waits in a serial queue, in its order: it decides what comes next. Empty for other orderings. */
  queued(): string[] {
    if (this.ordering !== 'fifo') return [];
    return [...this.#underWay].map(({ step }) => step.id);
  }

  /** What later operations and judges can see of the storage in addition to {@link data}. */
  state(): string[] {
    const state = this.#tabs?.state() ?? [this.#process.memory()];
    const { faults } = this.#options;
    return faults ? [...state, faults.digest(), ...(this.#ledger?.describe() ?? [])] : state;
  }

  /** Keys of entries that differ from what the storage has reported: see {@link StorageLedger}. */
  brokenEntries(): readonly string[] {
    return this.#ledger?.broken() ?? [];
  }

  dropRealm(realm: string): void {
    this.#order?.drop((pending) => pending.realm === realm);
    for (const pending of this.#underWay) if (pending.realm === realm) this.#underWay.delete(pending);
    if (!this.#realms.delete(realm) || this.#realms.size > 0) return;
    this.#process = this.#device.start();
    this.#options.faults?.endProcess();
  }

  /** Adds the effect of an operation, and what it may come to when it fails. */
  #collectOutcomes(into: Step[], pending: Pending, faults: StorageFaults): void {
    const possible = this.#process.failuresOf(pending.operation);
    const forced = faults.forced(possible);
    if (forced) {
      into.push(this.#effectStep(pending, pending.issued.lineage, { kind: forced, spend: () => {} }));
      return;
    }
    into.push(pending.step);
    for (const failure of faults.choices(possible)) {
      into.push(this.#effectStep(pending, pending.issued.lineage, failure));
    }
  }

  #effectStep(pending: Pending, instead: Lineage, failure?: PossibleFailure): Step {
    const { operation, realm, issued } = pending;
    const lineage = failure ? instead.alternative(failure.kind) : instead;
    let unchanged = false;
    return {
      lineage,
      id: lineage.id,
      kind: failure ? 'fault' : 'effect',
      actor: issued.actor,
      realm,
      resource: `${this.device}:${'key' in operation ? operation.key : '*'}`,
      writes: !isRead(operation),
      runsJavaScript: false,
      stack: issued.stack,
      facts: () => this.#factsOf(pending, failure ? 'fault' : 'effect', failure?.kind),
      leftUnchanged: () => unchanged,
      outcome: () => outcomeText(pending.outcome),
      run: () => {
        // It takes place of the other outcomes of the same operation.
        if (this.mayFail) this.#world.touch('write', `!effect:${instead.id}`);
        this.#options.faults?.touch();
        failure?.spend();
        const before = 'key' in operation ? this.data.get(operation.key) : undefined;
        const takeEffect = (): void => this.#takeEffect(pending, failure?.kind);
        if (this.isSerial) takeEffect();
        else this.#accesses.during(operation, takeEffect);
        pending.step = this.#completionStep(pending, lineage.next());
        unchanged = 'key' in operation && this.data.get(operation.key) === before;
      },
    };
  }

  #completionStep(pending: Pending, lineage: Lineage): Step {
    const { realm, issued, outcome } = pending;
    return {
      lineage,
      id: lineage.id,
      kind: 'completion',
      actor: issued.actor,
      realm,
      resource: undefined,
      writes: false,
      runsJavaScript: true,
      stack: issued.stack,
      facts: () => this.#factsOf(pending, 'completion'),
      run: () => {
        this.#order?.report(pending);
        this.#underWay.delete(pending);
        if (outcome && 'error' in outcome) pending.reject(outcome.error);
        else pending.resolve(outcome?.result);
      },
    };
  }

  /** Once it has taken effect, with what it came to. @param failure what is about to hit it */
  #factsOf({ operation, outcome }: Pending, kind: StepKind, failure?: StorageFailure): StepFacts {
    const facts = { kind, ...this.#facts.operation(operation) };
    if (outcome) return { ...facts, ...this.#facts.outcome(operation, outcome) };
    return failure ? { ...facts, fault: { code: failure, stage: 'storage' } } : facts;
  }

  #takeEffect(pending: Pending, failure: StorageFailure | undefined): void {
    try {
      const carryOut = () => this.#carryOut(pending.operation, failure);
      pending.outcome = {
        failure,
        result: this.#noting(pending.onRemoved, pending.operation, carryOut),
      };
    } catch (error) {
      pending.outcome = { failure, error: error as Error };
    }
    this.#order?.takeEffect(pending);
  }

  #carryOutAtOnce<Operation extends BackendOperation>(
    realm: string,
    operation: Operation,
  ): StorageResult<Operation> {
    if (this.ordering === 'sync' && this.#world.isMortal(realm)) this.#logWrite(operation);
    const failure = this.#options.faults?.failAtOnce(this.#process.failuresOf(operation));
    const { onChange } = this.#options;
    const change = onChange && changeBy(operation, this.data);
    this.#accesses.writes(operation);
    const result = this.#accesses.during(operation, () =>
      this.#noting(this.#onRemoved(realm, operation), operation, () => this.#carryOut(operation, failure)),
    );
    if (change) onChange(change, realm);
    return result;
  }

  /** Lets a realm die before the operation that is about to change the storage: until the next step it can be undone. */
  #logWrite(operation: BackendOperation): void {
    // Tabs that hear of each other without being in several processes are in one, and die together.
    if (isRead(operation) || this.#options.onChange) return;
    const before = [...this.data];
    this.#logUndo(JSON.stringify(before), () =>
      this.#accesses.changing(() => {
        this.data.clear();
        for (const [key, value] of before) this.data.set(key, value);
        this.#device = this.#options.backend.device(this.data);
        this.#process = this.#device.start();
      }),
    );
  }

  /** @param overwrites what the operation is about to overwrite, as text */
  #logUndo(overwrites: string, undo: () => void): void {
    const { faults, removals } = this.#options;
    const failures = this.#failedAt.length;
    const restoring = [faults?.snapshot(), this.#ledger?.snapshot(), removals?.snapshot()];
    this.#world.log.wrote(JSON.stringify([overwrites, faults?.digest()]), () => {
      undo();
      this.#failedAt.splice(failures);
      for (const restore of restoring) restore?.();
    });
  }

  /** A tab may read an older value than the storage has reported to others. That is not a failure of the storage. */
  #carryOutInTab<Operation extends BackendOperation>(
    tabs: TabProcesses,
    realm: string,
    operation: Operation,
  ): StorageResult<Operation> {
    if (!isRead(operation) && this.#world.isMortal(realm)) {
      const back = tabs.takingBack(realm);
      if (back) this.#logUndo(back.overwrites, back.undo);
    }
    const failure = this.#options.faults?.failAtOnce(tabs.failuresOf(realm, operation));
    try {
      const result = tabs.carryOut(realm, operation, failure);
      // What it finds there is a matter of its process.
      this.#onRemoved(realm, operation)?.(keysRemoved(operation, this.data));
      return result;
    } catch (error) {
      this.#noteFailure(operation);
      throw error;
    }
  }

  #carryOut<Operation extends BackendOperation>(
    operation: Operation,
    failure: StorageFailure | undefined,
  ): StorageResult<Operation> {
    const ledger = this.#ledger;
    if (!ledger) return inKeyOrder(this.#process.carryOut(operation), operation);
    try {
      const result = inKeyOrder(this.#process.carryOut(operation, failure), operation);
      ledger.carriedOut(operation, result);
      return result;
    } catch (error) {
      this.#noteFailure(operation);
      throw error;
    }
  }

  #onRemoved(realm: string, { method }: BackendOperation): OnRemoved | undefined {
    const removes = method === 'removeItem' || method === 'multiRemove' || method === 'clear';
    return removes ? this.#options.removals?.asked(realm) : undefined;
  }

  /** Carries an operation out, whether or not it succeeds, and says which entries it has removed. */
  #noting<Result>(
    onRemoved: OnRemoved | undefined,
    operation: BackendOperation,
    carryOut: () => Result,
  ): Result {
    if (!onRemoved) return carryOut();
    const there = keysRemoved(operation, this.data).filter((key) => this.data.has(key));
    try {
      return carryOut();
    } finally {
      onRemoved(there.filter((key) => !this.data.has(key)));
    }
  }

  #noteFailure(operation: BackendOperation): void {
    this.#ledger?.failed(operation);
    this.#failedAt.push(this.#world.taken.length);
    this.#world.note({ what: 'storage-failure', realm: this.device });
  }
}

const NONE: ReadonlySet<string> = new Set();

function outcomeText(outcome: OperationOutcome | undefined): string {
  if (!outcome) return '';
  if ('error' in outcome) return `${outcome.error.message}`;
  return typeof outcome.result === 'object' ? JSON.stringify(outcome.result) : `${outcome.result}`;
}

/**
 * Keys are always listed in sorted order. No storage promises an order, and in insertion order a list would depend on more
 * than the set of keys.
 */
function inKeyOrder<Result extends StorageResult>(result: Result, operation: BackendOperation): Result {
  return operation.method === 'getAllKeys'
    ? ([...(result as readonly string[])].sort() as StorageResult as Result)
    : result;
}

async function promised<Result>(perform: () => Result): Promise<Result> {
  return perform();
}
