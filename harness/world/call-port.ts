import { Lineage, type Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/** One call of an app into Amplify's API. */
export interface CallRecord {
  /** Causal id of the step in which it starts. */
  readonly id: string;
  readonly actor: string;
  readonly realm: string;
  readonly api: string;
  /** `waiting` until its start is picked, then `running` until it settles or its realm is `killed`. */
  status: 'waiting' | 'running' | 'resolved' | 'rejected' | 'killed';
  /** Number of steps taken when it started and when it settled. */
  startedAt: number | undefined;
  settledAt: number | undefined;
  /** The true time when it started and when it settled, ms since the Unix epoch. */
  startTime: number | undefined;
  settleTime: number | undefined;
  value: unknown;
  error: unknown;
}

interface Waiting {
  readonly record: CallRecord;
  readonly step: Step;
}

/** The calls of apps. That a call starts is a step; how it goes on is up to Amplify and the other sources. */
export class CallPort implements StepSource {
  readonly #world: World;
  readonly #records: CallRecord[] = [];
  readonly #begun = new Set<string>();
  #waiting: Waiting[] = [];

  constructor(world: World) {
    this.#world = world;
    world.addSource(this);
  }

  /** All calls so far, in the order in which their programs came to them. */
  get records(): readonly CallRecord[] {
    return this.#records;
  }

  /**
   * Registers a call that `actor` is about to make. It runs when the strategy picks its start.
   * @returns what `invoke` returns, once it has
   */
  perform<T>(actor: string, realm: string, api: string, words: string, invoke: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const what = (): string => `call of ${api}`;
      this.#world.mustBeStepping(what);
      // An actor's first call is a root, so that its steps keep their ids when other actors are left out.
      const lineage = this.#begun.has(actor) ? this.#world.issue(what).lineage : Lineage.root(actor);
      this.#begun.add(actor);
      const record: CallRecord = {
        id: lineage.id,
        actor,
        realm,
        api,
        status: 'waiting',
        startedAt: undefined,
        settledAt: undefined,
        startTime: undefined,
        settleTime: undefined,
        value: undefined,
        error: undefined,
      };
      this.#records.push(record);
      const run = (): void => {
        this.#waiting = this.#waiting.filter((waiting) => waiting.record !== record);
        record.status = 'running';
        record.startedAt = this.#world.taken.length;
        record.startTime = this.#world.clock.now;
        this.#world.runAs(actor, () => {
          invoke().then(
            (value) => {
              this.#settle(record, 'resolved', value);
              resolve(value);
            },
            (error: unknown) => {
              this.#settle(record, 'rejected', error);
              reject(error);
            },
          );
        });
      };
      const step: Step = {
        lineage,
        id: lineage.id,
        kind: 'call',
        actor,
        realm,
        resource: undefined,
        writes: false,
        runsJavaScript: true,
        stack: undefined,
        describe: () => `calls ${words}`,
        run,
      };
      this.#waiting.push({ record, step });
    });
  }

  collect(into: Step[]): void {
    for (const { step } of this.#waiting) into.push(step);
  }

  /** Calls of a dead realm neither start nor settle any more, but stay on record. */
  dropRealm(realm: string): void {
    for (const record of this.#records) {
      const underWay = record.status === 'waiting' || record.status === 'running';
      if (record.realm === realm && underWay) record.status = 'killed';
    }
    this.#waiting = this.#waiting.filter(({ record }) => record.realm !== realm);
  }

  #settle(record: CallRecord, status: 'resolved' | 'rejected', outcome: unknown): void {
    this.#world.mustBeStepping(() => `${record.api} settles`);
    record.status = status;
    record.settledAt = this.#world.taken.length;
    record.settleTime = this.#world.clock.now;
    if (status === 'resolved') record.value = outcome;
    else record.error = outcome;
  }
}
