import { applyOperation, type StorageData, type StorageOperation } from '../../fakes/storage/operation.ts';
import { OperationQueue, type PendingOperation } from '../../fakes/storage/operation-queue.ts';
import type { StorageOrdering } from '../../fakes/storage/ordering.ts';
import type { Lineage, Step } from './step.ts';
import type { StepSource, World } from './world.ts';

interface Tag {
  readonly realm: string;
  readonly resolve: (value: string | null | undefined) => void;
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
  readonly #queue: OperationQueue<Tag> | undefined;
  /** What is under way, in the order of issue. */
  readonly #underWay = new Set<Tag>();

  constructor(world: World, options: StoragePortOptions) {
    this.device = options.device;
    this.data = options.data;
    this.#world = world;
    this.#options = options;
    this.#queue =
      options.ordering === 'sync' ? undefined : new OperationQueue(options.data, options.ordering);
    world.addSource(this);
  }

  /** Issues an operation for a realm. Resolves, or never does when the realm dies first. */
  perform(realm: string, operation: StorageOperation): Promise<string | null | undefined> {
    const queue = this.#queue;
    // As Amplify wraps localStorage: the operation is done at once, its promise resolved.
    if (!queue) return Promise.resolve(this.performAtOnce(operation));
    return new Promise((resolve, reject) => {
      const { lineage, actor, stack } = this.#world.issue(() => this.#describe(operation));
      const tag = { realm, resolve, reject } as Omit<Tag, 'step'> as Tag;
      // The order of issue is the order of a serial queue.
      if (this.#options.ordering === 'fifo') this.#world.touch('write', `${this.device}:queue`);
      const pending = queue.issue(operation, tag);
      this.#underWay.add(tag);
      tag.step = this.#effectStep(pending, lineage, actor, stack);
    });
  }

  /** Carries an operation out without a step: what synchronous storages do. */
  performAtOnce(operation: StorageOperation): string | null | undefined {
    this.#world.touch(
      operation.method === 'getItem' ? 'read' : 'write',
      'key' in operation ? `${this.device}:${operation.key}` : `${this.device}:*`,
    );
    return applyOperation(this.data, operation);
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
      resource: operation.method === 'clear' ? `${this.device}:*` : `${this.device}:${operation.key}`,
      writes: operation.method !== 'getItem',
      runsJavaScript: false,
      stack,
      describe: () => `${this.#describe(operation)}${this.#describeResult(pending)}`,
      leftUnchanged: () => unchanged,
      outcome: () => `${pending.error?.message} ${pending.result}`,
      run: () => {
        tag.step = this.#completionStep(pending, lineage.next(), actor, stack);
        const before = 'key' in operation ? this.data.get(operation.key) : undefined;
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
      describe: () => `${this.#describe(operation)}${this.#describeResult(pending)} done`,
      run: () => {
        this.#queue?.report(pending);
        this.#underWay.delete(tag);
        if (pending.error) tag.reject(pending.error);
        else tag.resolve(pending.result);
      },
    };
  }

  #describe(operation: StorageOperation): string {
    switch (operation.method) {
      case 'clear':
        return 'clear everything';
      case 'getItem':
        return `read ${this.#options.describeKey(operation.key)}`;
      case 'removeItem':
        return `remove ${this.#options.describeKey(operation.key)}`;
      case 'setItem':
        return `write ${this.#options.describeKey(operation.key)} = ${this.#options.describeValue(operation.value)}`;
    }
  }

  #describeResult(pending: PendingOperation<Tag>): string {
    if (pending.error) return ` fails: ${pending.error.message}`;
    if (pending.operation.method !== 'getItem' || pending.result === undefined) return '';
    return pending.result === null ? ' -> nothing' : ` -> ${this.#options.describeValue(pending.result)}`;
  }
}
