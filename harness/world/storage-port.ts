import {
  applyBackendOperation,
  type BackendOperation,
  entriesWritten,
  isRead,
  keysTouched,
  type StorageResult,
} from '../../fakes/storage/batch-operation.ts';
import type { NativeStorage } from '../../fakes/storage/native-storage.ts';
import type { StorageData } from '../../fakes/storage/operation.ts';
import { OperationQueue, type PendingOperation } from '../../fakes/storage/operation-queue.ts';
import type { StorageOrdering } from '../../fakes/storage/ordering.ts';
import type { Lineage, Step } from './step.ts';
import { StorageWords } from './storage-words.ts';
import type { StepSource, World } from './world.ts';

interface Tag {
  readonly realm: string;
  readonly resolve: (value: StorageResult) => void;
  readonly reject: (error: Error) => void;
  /** What can happen next with the operation: first its effect, then its completion. */
  step: Step;
}

export interface StoragePortOptions {
  readonly device: string;
  readonly ordering: StorageOrdering;
  readonly data: StorageData;
  /** Words for a key and for a value that give no secret away. */
  readonly describeKey: (key: string) => string;
  readonly describeValue: (value: string) => string;
}

/**
 * The storage of one device inside a world. Each operation is two steps, its effect and its completion, so
 * that another flow can act between them; which of them are enabled is the backend's ordering to say.
 */
export class StoragePort implements StepSource {
  readonly device: string;
  readonly data: StorageData;
  readonly #world: World;
  readonly #options: StoragePortOptions;
  readonly #words: StorageWords;
  readonly #queue: OperationQueue<Tag> | undefined;
  /** What is under way, in the order of issue. */
  readonly #underWay = new Set<Tag>();
  /** By realm: the number of steps taken when it booted with no wait for its storage. */
  readonly #bootedAtOnce = new Map<string, number>();
  /** Whether any realm has asked which keys there are. */
  #listed = false;

  constructor(world: World, options: StoragePortOptions) {
    this.device = options.device;
    this.data = options.data;
    this.#world = world;
    this.#options = options;
    this.#words = new StorageWords(options);
    this.#queue =
      options.ordering === 'sync' ? undefined : new OperationQueue(options.data, options.ordering);
    world.addSource(this);
  }

  get ordering(): StorageOrdering {
    return this.#options.ordering;
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
    return {
      perform: (operation) => this.perform(realm, operation),
      performAtOnce: (operation) => this.performAtOnce(operation),
    };
  }

  /** Issues an operation for a realm. Resolves, or never does when the realm dies first. */
  perform<Operation extends BackendOperation>(
    realm: string,
    operation: Operation,
  ): Promise<StorageResult<Operation>> {
    const queue = this.#queue;
    // As Amplify wraps localStorage: the operation is done at once, its promise resolved.
    if (!queue || this.#bootedAtOnce.get(realm) === this.#world.taken.length) {
      return Promise.resolve(this.performAtOnce(operation));
    }
    if (operation.method === 'getAllKeys') this.#listed = true;
    return new Promise<StorageResult>((resolve, reject) => {
      const { lineage, actor, stack } = this.#world.issue(() => this.#words.operation(operation));
      const tag = { realm, resolve, reject } as Omit<Tag, 'step'> as Tag;
      // The order of issue is the order of a serial queue.
      if (this.ordering === 'fifo') this.#world.touch('write', `${this.device}:queue`);
      const pending = queue.issue(operation, tag);
      this.#underWay.add(tag);
      tag.step = this.#effectStep(pending, lineage, actor, stack);
    }) as Promise<StorageResult<Operation>>;
  }

  /** Carries an operation out without a step: what synchronous storages do. */
  performAtOnce<Operation extends BackendOperation>(operation: Operation): StorageResult<Operation> {
    if ('key' in operation) this.#touch(isRead(operation) ? 'read' : 'write', operation.key);
    this.#touchMany(operation);
    return applyBackendOperation(this.data, operation) as StorageResult<Operation>;
  }

  collect(into: Step[]): void {
    if (!this.#queue) return;
    for (const pending of this.#queue.reportable()) into.push(pending.tag.step);
    for (const pending of this.#queue.effectable()) into.push(pending.tag.step);
  }

  /** Causal ids of what waits in a serial queue, in its order: it decides what comes next. Empty for other orderings. */
  queued(): string[] {
    if (!this.#queue || this.#options.ordering !== 'fifo') return [];
    return [...this.#underWay].map(({ step }) => step.id);
  }

  dropRealm(realm: string): void {
    this.#queue?.drop((tag) => tag.realm === realm);
    for (const tag of this.#underWay) if (tag.realm === realm) this.#underWay.delete(tag);
  }

  #effectStep(
    pending: PendingOperation<Tag>,
    lineage: Lineage,
    actor: string,
    stack: string | undefined,
  ): Step {
    const { operation, tag } = pending;
    let unchanged = false;
    return {
      lineage,
      id: lineage.id,
      kind: 'effect',
      actor,
      realm: tag.realm,
      resource: `${this.device}:${'key' in operation ? operation.key : '*'}`,
      writes: !isRead(operation),
      runsJavaScript: false,
      stack,
      describe: () => `${this.#words.operation(operation)}${this.#words.result(pending)}`,
      leftUnchanged: () => unchanged,
      outcome: () => `${pending.error?.message} ${outcomeText(pending.result)}`,
      run: () => {
        tag.step = this.#completionStep(pending, lineage.next(), actor, stack);
        const before = 'key' in operation ? this.data.get(operation.key) : undefined;
        // A serial queue orders effects itself.
        if (this.ordering === 'unordered') this.#touchMany(operation);
        this.#queue?.takeEffect(pending);
        unchanged = 'key' in operation && this.data.get(operation.key) === before;
      },
    };
  }

  #completionStep(
    pending: PendingOperation<Tag>,
    lineage: Lineage,
    actor: string,
    stack: string | undefined,
  ): Step {
    const { operation, tag } = pending;
    return {
      lineage,
      id: lineage.id,
      kind: 'completion',
      actor,
      realm: tag.realm,
      resource: undefined,
      writes: false,
      runsJavaScript: true,
      stack,
      describe: () => `${this.#words.operation(operation)}${this.#words.result(pending)} done`,
      run: () => {
        this.#queue?.report(pending);
        this.#underWay.delete(tag);
        if (pending.error) tag.reject(pending.error);
        else tag.resolve(pending.result);
      },
    };
  }

  #touch(mode: 'read' | 'write', key: string): void {
    this.#world.touch(mode, `${this.device}:${key}`);
  }

  /** Says what an operation reads or writes besides the entry of its own key. */
  #touchMany(operation: BackendOperation): void {
    const mode = isRead(operation) ? 'read' : 'write';
    const keys = keysTouched(operation);
    if (!keys) this.#touch(mode, '*');
    if (!('key' in operation)) {
      for (const key of keys ?? (mode === 'write' ? this.data.keys() : [])) this.#touch(mode, key);
    }
    // Which keys there are makes a difference only to who asks.
    if (this.#listed && mode === 'write' && keys?.some((key) => this.#comesOrGoes(key, operation))) {
      this.#touch('write', '*');
    }
  }

  #comesOrGoes(key: string, operation: BackendOperation): boolean {
    return this.data.has(key) !== entriesWritten(operation).some(([written]) => written === key);
  }
}

function outcomeText(result: StorageResult): string {
  return typeof result === 'object' ? JSON.stringify(result) : `${result}`;
}
