import type { CallFacts } from '../../../results/step-facts.ts';
import { errorInWords } from './error-words.ts';
import { rememberedHashWord } from './hash64.ts';
import { Lineage, type Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/**
 * The variables of programs that are code, which they may share. They are not tracked one by one: all of them are one
 * location, which every step that runs such code writes.
 */
export const PROGRAM_VARIABLES = 'program';

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
  /**
   * For a sign-out: keys of entries that code of its realm removed while it ran. It need not have removed all of them
   * itself: which call asked for a removal is not known for certain.
   */
  removed: readonly string[];
}

interface Waiting {
  readonly record: CallRecord;
  readonly step: Step;
}

/** A call that is made in the step of another. */
interface Companion {
  readonly facts: () => CallFacts;
  readonly run: () => void;
}

/** The calls of apps. The start of a call is a step; how it continues is up to Amplify and the other sources. */
export class CallPort implements StepSource {
  readonly #world: World;
  readonly #records: CallRecord[] = [];
  /** The first call of each actor. */
  readonly #first = new Map<string, CallRecord>();
  /** The realm of each actor. */
  readonly #living = new Map<string, string>();
  readonly #dead = new Set<string>();
  /** Actors whose programs are code. */
  readonly #code = new Set<string>();
  /** For each actor, the leader in whose task it makes its first call. */
  readonly #leaders = new Map<string, string>();
  /** For each leader, the calls that are made in the same step as its first call. */
  readonly #companions = new Map<string, Companion[]>();
  #waiting: Waiting[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** All calls so far, in the order in which their programs reached them. */
  get records(): readonly CallRecord[] {
    return this.#records;
  }

  /** From now on, `actor` makes its first call in the same step as `leader`. */
  startTogether(actor: string, leader: string): void {
    this.#leaders.set(actor, leader);
  }

  /** Lets an actor make calls, until its realm dies. @param isCode whether its program goes on when its calls settle */
  enter(actor: string, { realm, isCode }: { readonly realm: string; readonly isCode: boolean }): void {
    this.#living.set(actor, realm);
    this.#dead.delete(actor);
    if (isCode) this.#code.add(actor);
  }

  /** Whether the app of an actor has died. Its code may still run if something that it awaits outside the world settles. */
  isDead(actor: string): boolean {
    return this.#dead.has(actor);
  }

  /**
   * Registers a call that `actor` is about to make. It runs when the strategy picks its start.
   * @param args its arguments as JSON; `…` where they are secret
   * @returns the result of `invoke`; never settles if the app has died
   */
  perform<T>(
    actor: string,
    realm: string,
    api: string,
    args: () => string,
    invoke: () => Promise<T>,
  ): Promise<T> {
    if (this.isDead(actor)) return new Promise(() => {});
    return new Promise((resolve, reject) => {
      const what = (): string => `call of ${api}`;
      this.#world.mustBeStepping(what);
      // An actor's first call is a root, so that its steps keep their ids when other actors are left out.
      const isFirst = !this.#first.has(actor);
      const lineage = isFirst ? Lineage.root(actor, this.#startOf(actor)) : this.#world.issue(what).lineage;
      const companions = isFirst ? this.#companionsOf(actor) : [];
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
        removed: [],
      };
      this.#records.push(record);
      if (isFirst) this.#first.set(actor, record);
      this.#world.log.reported(() => this.#forget(record));
      const run = (): void => {
        this.#waiting = this.#waiting.filter((waiting) => waiting.record !== record);
        record.status = 'running';
        record.startedAt = this.#world.taken.length;
        record.startTime = this.#world.clock.now;
        this.#world.note({ what: 'call-begins', call: record });
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
        for (const companion of companions) companion.run();
      };
      const leader = isFirst ? this.#leaders.get(actor) : undefined;
      if (leader !== undefined && this.#isToCall(leader)) {
        this.#companionsOf(leader).push({ facts: () => ({ actor, operation: api, args: args() }), run });
        return;
      }
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
        programStack: this.#world.stackHere(),
        facts: () => ({
          kind: 'call',
          operation: api,
          args: args(),
          ...(companions.length > 0 && { together: companions.map(({ facts }) => facts()) }),
        }),
        run,
      };
      this.#waiting.push({ record, step });
    });
  }

  collect(into: Step[]): void {
    for (const { step } of this.#waiting) into.push(step);
  }

  /** Calls of a dead realm no longer start or settle, but stay on record. */
  dropRealm(realm: string): void {
    for (const record of this.#records) {
      const underWay = record.status === 'waiting' || record.status === 'running';
      if (record.realm === realm && underWay) record.status = 'killed';
    }
    this.#waiting = this.#waiting.filter(({ record }) => record.realm !== realm);
    for (const [actor, its] of this.#living) {
      if (its !== realm) continue;
      this.#living.delete(actor);
      this.#dead.add(actor);
    }
  }

  /**
   * Called when code of a realm asks its storage to remove something.
   * @returns a function to call with the keys of entries once they are removed
   */
  asksToRemove(realm: string): (keys: readonly string[]) => void {
    const signOuts = this.#records.filter(
      (record) => record.realm === realm && record.api === 'signOut' && record.status === 'running',
    );
    return (keys) => {
      for (const record of signOuts) record.removed = [...new Set([...record.removed, ...keys])].sort();
    };
  }

  /** Saves what sign-outs have removed until now. @returns a function that restores it */
  rememberRemoved(): () => void {
    const before = this.#records.map((record) => [record, record.removed] as const);
    return () => {
      for (const [record, removed] of before) record.removed = removed;
    };
  }

  /** Equal if the same calls have got equally far, at the same times, with the same results. */
  digest(): string {
    return this.#records.map(callDigest).sort().join(' ');
  }

  /** Forgets a call that its program never reached. */
  #forget(record: CallRecord): void {
    this.#records.splice(this.#records.indexOf(record), 1);
    this.#waiting = this.#waiting.filter((waiting) => waiting.record !== record);
  }

  /** The id of the step in which an actor reaches its first call; undefined if it does so as the world begins. */
  #startOf(actor: string): string | undefined {
    const step = this.#world.taken.at(-1);
    return this.#code.has(actor) || step?.kind === 'start' ? step?.id : undefined;
  }

  /** Whether the first call of an actor has yet to begin. Code that has not reached one may never reach one. */
  #isToCall(actor: string): boolean {
    const first = this.#first.get(actor);
    return first ? first.status === 'waiting' : !this.#code.has(actor);
  }

  #companionsOf(leader: string): Companion[] {
    const companions = this.#companions.get(leader) ?? [];
    this.#companions.set(leader, companions);
    return companions;
  }

  #settle(record: CallRecord, status: 'resolved' | 'rejected', outcome: unknown): void {
    this.#world.mustBeStepping(() => `${record.api} settles`);
    this.#world.log.reported(() => {
      Object.assign(record, { status: 'running', settledAt: undefined, settleTime: undefined });
      Object.assign(record, { value: undefined, error: undefined });
    });
    if (this.#code.has(record.actor)) {
      this.#world.touch('write', PROGRAM_VARIABLES);
      // Changes that a program's code then makes to its own variables stay.
      this.#world.log.did();
    }
    record.status = status;
    record.settledAt = this.#world.taken.length;
    record.settleTime = this.#world.clock.now;
    if (status === 'resolved') record.value = outcome;
    else record.error = outcome;
    this.#world.note({ what: 'call-ends', call: record });
  }
}

function callDigest({ id, status, startTime, settleTime, value, error, removed }: CallRecord): string {
  const outcome =
    status === 'rejected' ? errorInWords(error) : value === undefined ? '' : JSON.stringify(value);
  return `${id} ${status} ${startTime} ${settleTime} ${rememberedHashWord(outcome)} ${removed}`;
}
