import type { CallFacts } from '../../../results/step-facts.ts';
import { errorInWords } from './error-words.ts';
import { rememberedHashWord } from './hash64.ts';
import { Lineage, type Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/**
 * What programs written as code keep in variables, which they may share. It is not followed place by place: all of it is
 * one location, which each step writes in which such code runs.
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
   * Of a sign-out, the keys of entries whose removal code of its realm asked for while it ran, and that it removed. Not
   * all need be its own doing: who asked cannot be seen for sure.
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

/** The calls of apps. That a call starts is a step; how it goes on is up to Amplify and the other sources. */
export class CallPort implements StepSource {
  readonly #world: World;
  readonly #records: CallRecord[] = [];
  /** By actor, its first call. */
  readonly #first = new Map<string, CallRecord>();
  /** By actor, the realm that it is in. */
  readonly #living = new Map<string, string>();
  readonly #dead = new Set<string>();
  /** Actors whose programs are code. */
  readonly #code = new Set<string>();
  /** By actor, the one together with whose first call it makes its own. */
  readonly #leaders = new Map<string, string>();
  /** By leader, the calls that are made together with its first. */
  readonly #companions = new Map<string, Companion[]>();
  #waiting: Waiting[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** All calls so far, in the order in which their programs came to them. */
  get records(): readonly CallRecord[] {
    return this.#records;
  }

  /** From now on the first call of `actor` is made together with that of `leader`, in the same step. */
  startTogether(actor: string, leader: string): void {
    this.#leaders.set(actor, leader);
  }

  /** Lets an actor make calls, until its realm dies. @param isCode whether its program goes on when its calls settle */
  enter(actor: string, { realm, isCode }: { readonly realm: string; readonly isCode: boolean }): void {
    this.#living.set(actor, realm);
    this.#dead.delete(actor);
    if (isCode) this.#code.add(actor);
  }

  /** Whether the app of an actor has died: its code is no more, though what it awaited outside may still set it going. */
  isDead(actor: string): boolean {
    return this.#dead.has(actor);
  }

  /**
   * Registers a call that `actor` is about to make. It runs when the strategy picks its start.
   * @param args its arguments as JSON; `…` where they are secret
   * @returns what `invoke` returns, once it has; what never settles where the app has died
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

  /** Calls of a dead realm neither start nor settle any more, but stay on record. */
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
   * @returns to be called with the keys of entries once they are removed
   */
  asksToRemove(realm: string): (keys: readonly string[]) => void {
    const signOuts = this.#records.filter(
      (record) => record.realm === realm && record.api === 'signOut' && record.status === 'running',
    );
    return (keys) => {
      for (const record of signOuts) record.removed = [...new Set([...record.removed, ...keys])].sort();
    };
  }

  /** What sign-outs have removed until now. @returns to be called to restore it */
  rememberRemoved(): () => void {
    const before = this.#records.map((record) => [record, record.removed] as const);
    return () => {
      for (const [record, removed] of before) record.removed = removed;
    };
  }

  /** Equal where the same calls have come as far, at the same times, to the same ends. */
  digest(): string {
    return this.#records.map(callDigest).sort().join(' ');
  }

  /** Of a call that its program never came to. */
  #forget(record: CallRecord): void {
    this.#records.splice(this.#records.indexOf(record), 1);
    this.#waiting = this.#waiting.filter((waiting) => waiting.record !== record);
  }

  /** The id of the step in which an actor comes to its first call; undefined where that is as the world begins. */
  #startOf(actor: string): string | undefined {
    const step = this.#world.taken.at(-1);
    return this.#code.has(actor) || step?.kind === 'start' ? step?.id : undefined;
  }

  /** Whether the first call of an actor is yet to begin. Code that has come to none may never do. */
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
      // What code of a program does then to variables of its own stays done.
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
