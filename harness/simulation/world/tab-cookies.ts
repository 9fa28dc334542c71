import type { StorageBackend, StorageProcess } from '../../../fakes/storage/backend.ts';
import { type BackendOperation, isRead, type StorageResult } from '../../../fakes/storage/batch-operation.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';
import type { Step } from './step.ts';
import { StorageAccesses } from './storage-accesses.ts';
import type { OperationFacts } from './storage-facts.ts';
import { sharesItsProcess, type TabProcesses, type TakingBack } from './tab-processes.ts';
import type { Issued, StepSource, World } from './world.ts';

export interface TabCookiesOptions {
  readonly device: string;
  readonly backend: StorageBackend;
  readonly data: StorageData;
  /** By realm, the renderer process that it runs in. */
  readonly processes: ReadonlyMap<string, string>;
  readonly factsOf: (operation: BackendOperation) => OperationFacts;
}

interface Write {
  readonly operation: BackendOperation;
  readonly realm: string;
  readonly issued: Issued;
}

/**
 * The cookies of a browser whose tabs run in several renderer processes. There is one jar, in another process. The
 * writes of a process reach it one at a time, in order: each is a step. Reading asks the jar, behind the writes of the
 * same process.
 *
 * Left out: that writes of others reach the jar between two reads of one task.
 */
export class TabCookies implements StepSource, TabProcesses {
  readonly #world: World;
  readonly #options: TabCookiesOptions;
  readonly #jar: StorageProcess;
  readonly #accesses: StorageAccesses;
  /** By process, its writes that have not reached the jar, in order. */
  readonly #underWay = new Map<string, Write[]>();

  constructor(world: World, options: TabCookiesOptions) {
    const { device, backend, data, processes } = options;
    this.#world = world;
    this.#options = options;
    this.#jar = backend.device(data).start();
    this.#accesses = new StorageAccesses(world, { device, data, memory: () => this.#jar.memory() });
    for (const process of processes.values()) this.#underWay.set(process, []);
  }

  /** There is but one jar. */
  open(): void {}

  failuresOf(_realm: string, operation: BackendOperation): readonly StorageFailure[] {
    return this.#jar.failuresOf(operation);
  }

  carryOut<Operation extends BackendOperation>(
    realm: string,
    operation: Operation,
  ): StorageResult<Operation> {
    const process = this.#options.processes.get(realm) ?? realm;
    const underWay = this.#underWay.get(process) ?? [];
    this.#world.touch('write', this.#location(process));
    if (isRead(operation)) {
      for (const write of underWay.splice(0)) this.#reach(write.operation);
      return this.#reach(operation);
    }
    const issued = this.#world.issue(() => `${operation.method} on its way`);
    underWay.push({ operation, realm, issued });
    return undefined as StorageResult<Operation>;
  }

  takingBack(realm: string): TakingBack | undefined {
    const process = this.#options.processes.get(realm) ?? realm;
    const underWay = this.#underWay.get(process);
    if (!underWay || sharesItsProcess(realm, this.#options.processes)) return undefined;
    const { data } = this.#options;
    const [jar, writes] = [[...data], [...underWay]];
    return {
      overwrites: JSON.stringify(jar),
      undo: () => {
        this.#world.touch('write', this.#location(process));
        underWay.splice(0, underWay.length, ...writes);
        this.#accesses.changing(() => {
          data.clear();
          for (const [key, value] of jar) data.set(key, value);
        });
      },
    };
  }

  place(key: string, value: string): void {
    this.#jar.carryOut({ method: 'setItem', key, value });
  }

  collect(into: Step[]): void {
    for (const [process, [head]] of this.#underWay) if (head) into.push(this.#arrival(process, head));
  }

  state(): string[] {
    const underWay = [...this.#underWay].map(([process, writes]) =>
      [process, ...writes.map(({ issued, operation }) => issued.lineage.id + JSON.stringify(operation))].join(
        ' ',
      ),
    );
    return [this.#jar.memory(), ...underWay];
  }

  /** What a tab has written is under way without it. */
  dropRealm(): void {}

  /** `!`: a write need not reach the jar by a step of its own. */
  #location(process: string): string {
    return `!under-way:${this.#options.device}/${process}`;
  }

  #reach<Operation extends BackendOperation>(operation: Operation): StorageResult<Operation> {
    this.#accesses.writes(operation);
    return this.#accesses.during(operation, () => this.#jar.carryOut(operation));
  }

  #arrival(process: string, { operation, realm, issued }: Write): Step {
    const { lineage, actor, stack } = issued;
    return {
      lineage,
      id: lineage.id,
      kind: 'propagation',
      actor,
      realm,
      resource: undefined,
      writes: true,
      runsJavaScript: false,
      stack,
      facts: () => ({ kind: 'propagation', ...this.#options.factsOf(operation), by: realm }),
      run: () => {
        this.#world.touch('write', this.#location(process));
        this.#underWay.get(process)?.shift();
        this.#reach(operation);
      },
    };
  }
}
