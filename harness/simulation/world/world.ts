import { type Clock, createClock } from '@sinonjs/fake-timers';
import { UserError } from '../../../host/user-error.ts';
import { Randomness } from '../../amplify/realm/randomness.ts';
import { type Accesses, type AccessMode, AccessSet } from '../../instrumentation/access-set.ts';
import { ActorContext } from './actor-context.ts';
import type { Moment } from './moment.ts';
import { Lineage, type Step } from './step.ts';
import { StepLog } from './step-log.ts';

/** Where an execution's virtual time begins: 2026-01-01T00:00:00Z, in ms since the Unix epoch. */
export const WORLD_EPOCH = 1_767_225_600_000;

/** A source of steps: a storage, the network, timers, calls. */
export interface StepSource {
  /** Adds those of its steps that can happen now, in an order that depends on the history alone. */
  collect(into: Step[]): void;
  /** Forgets everything under way for a realm that died. */
  dropRealm(realm: string): void;
}

/** What a newly issued thing needs to become a step. */
export interface Issued {
  readonly lineage: Lineage;
  readonly actor: string;
  readonly stack: string | undefined;
}

/** Something outside the world's control that took part in an execution. */
export interface Uncontrolled {
  /** What was noticed, in words. */
  readonly what: string;
  /** Causal id of the last step before it was noticed. */
  readonly afterStep: string;
  readonly stack: string | undefined;
}

/** For people, in one line. */
export function uncontrolledInWords({ what, afterStep }: Uncontrolled): string {
  return `uncontrolled: ${what}, first after step ${afterStep}`;
}

/** Observes steps before they run, and moments that may be judged. */
export interface Witness {
  taken(step: Step): void;
  note(moment: Moment): void;
}

export interface WorldOptions {
  readonly seed: number;
  /** Follow actors exactly. Slower; changes nothing that happens. */
  readonly observed: boolean;
  /** Keep the stacks of what is issued; not by default. Slower; changes nothing that happens. */
  readonly stacks?: boolean;
  /** Called when code does something in the world although that is over. */
  readonly onLate?: (what: string) => void;
}

/** A rejection that nobody has handled. */
export interface UnhandledRejection {
  readonly reason: unknown;
  /** Whose code it was. Known where actors are followed exactly, and it was anybody's. */
  readonly actor: string | undefined;
}

/**
 * Everything in one execution that is not Amplify: virtual time, randomness, what can happen next and what has
 * happened. It knows no storage and no network; those are {@link StepSource}s.
 */
export class World {
  readonly clock: Clock = createClock(WORLD_EPOCH);
  readonly seed: number;
  readonly #stacks: boolean;
  readonly #actors: ActorContext | undefined;
  readonly #sources: StepSource[] = [];
  readonly #taken: Step[] = [];
  #unhandled: (UnhandledRejection & { readonly promise: Promise<unknown> | undefined })[] = [];
  readonly #suspended = new Set<string>();
  #issuer: Lineage = Lineage.root('boot');
  #actor = 'boot';
  #draws = 0;
  #words = 0;
  #touched = new AccessSet();
  readonly #touchedFrom = new Map<string, string>();
  /** By step, in order. */
  readonly #touchedIn: Accesses[] = [];
  #witness: Witness | undefined;
  #told: string[] = [];
  #log = new StepLog();
  readonly #mortal = new Set<string>();
  #uncontrolled: Uncontrolled | undefined;
  readonly #atItsEnd: (() => void)[] = [];
  readonly #onLate: (what: string) => void;
  #isOver = false;
  /** Whether what happens now happens because of a step: false between quiescence and the next step. */
  #stepping = true;

  constructor(options: WorldOptions) {
    this.seed = options.seed;
    this.#stacks = options.stacks ?? false;
    this.#onLate = options.onLate ?? (() => {});
    this.#actors = options.observed ? new ActorContext() : undefined;
  }

  /** Steps taken so far, in order. */
  get taken(): readonly Step[] {
    return this.#taken;
  }

  /** Rejections that nobody has handled, as far as Node has reported them. */
  get unhandledRejections(): readonly UnhandledRejection[] {
    return this.#unhandled;
  }

  /** The first sign that something escaped control; undefined while all is well. */
  get uncontrolled(): Uncontrolled | undefined {
    return this.#uncontrolled;
  }

  /**
   * Steps are offered in the order in which their sources were added, which is part of what schedules mean.
   * @returns the source
   */
  addSource<Source extends StepSource>(source: Source): Source {
    this.#sources.push(source);
    return source;
  }

  /** @throws {UserError} where two of them have one id, as no search or replay could tell them apart */
  enabled(): Step[] {
    const steps: Step[] = [];
    for (const source of this.#sources) source.collect(steps);
    refuseEqualIds(steps);
    if (this.#suspended.size === 0) return steps;
    return steps.filter(
      ({ kind, realm, runsJavaScript }) => !runsJavaScript || kind === 'kill' || !this.#suspended.has(realm),
    );
  }

  /** Lets none of a realm's code run until it is resumed. It can still be killed. */
  suspend(realm: string): void {
    this.#suspended.add(realm);
  }

  resume(realm: string): void {
    this.#suspended.delete(realm);
  }

  isSuspended(realm: string): boolean {
    return this.#suspended.has(realm);
  }

  dropRealm(realm: string): void {
    for (const source of this.#sources) source.dropRealm(realm);
  }

  /** Runs one step. Where it {@link Step.runsJavaScript}, the caller then waits for quiescence and {@link settle}s. */
  take(step: Step): void {
    this.#issuer = step.lineage;
    this.#actor = step.actor;
    this.#draws = 0;
    this.#words = 0;
    this.#touched = new AccessSet();
    this.#touchedFrom.clear();
    this.#told = [];
    this.#log = new StepLog();
    this.#stepping = true;
    this.#taken.push(step);
    this.#touchedIn.push(this.#touched.all);
    this.#witness?.taken(step);
    step.run();
  }

  /** Says that the step in progress, or the boot, has come to rest. */
  settle(): void {
    this.#stepping = false;
  }

  /** Starts a phase outside the steps, such as the boot of a realm, under a name of its own. */
  enter(phase: string): void {
    this.#issuer = Lineage.root(phase);
    this.#actor = phase;
    this.#draws = 0;
    this.#words = 0;
    this.#stepping = true;
  }

  /** Reports as uncontrolled what comes while no step is in progress. */
  mustBeStepping(what: () => string): void {
    if (!this.#stepping) this.reportUncontrolled(`${what()} outside any step`);
  }

  /** Gives a newly issued operation its place in the causal order. */
  issue(what: () => string): Issued {
    this.mustBeStepping(what);
    return {
      lineage: this.#issuer.next(),
      actor: this.actor(),
      stack: this.#stacks ? captureStack() : undefined,
    };
  }

  /** Says that the step in progress reads or writes something outside the heap that other steps share. */
  touch(mode: AccessMode, location: string): void {
    const isNews = mode === 'write' || !this.#touched.all.has(location);
    this.#touched.add(mode, location);
    if (this.#stacks && isNews) this.#touchedFrom.set(location, captureStack());
  }

  /** Sets the observer of steps and of moments that may be judged. */
  witnessedBy(witness: Witness): void {
    this.#witness = witness;
  }

  /** Notes a moment in the step in progress whose order with others may be judged. */
  note(moment: Moment): void {
    this.#witness?.note(moment);
  }

  /** What the step of this number, from 1, touched outside the heap. */
  touchedIn(step: number): Accesses {
    return this.#touchedIn[step - 1] ?? new Map();
  }

  /** Notes what code reads outside the heap in the step in progress, if the read is not a step of its own. */
  tell(value: string): void {
    this.#told.push(value);
  }

  /** What code has read in this way in the last step, in order. */
  get told(): readonly string[] {
    return this.#told;
  }

  /** What the last step touched outside the heap. */
  get touched(): Accesses {
    return this.#touched.all;
  }

  /** The stack of the code that runs now, where stacks are kept. */
  stackHere(): string | undefined {
    return this.#stacks ? captureStack() : undefined;
  }

  /** The stack of the code that touched a location in the last step, where it wrote rather than where it read. */
  touchedFrom(location: string): string | undefined {
    return this.#touchedFrom.get(location);
  }

  /** What code has done in the last step that the death of its realm in the midst of it would have prevented. */
  get log(): StepLog {
    return this.#log;
  }

  /** Says whether a realm may die, also amid a step. By default none may. */
  setMortal(realm: string, mortal: boolean): void {
    if (mortal) this.#mortal.add(realm);
    else this.#mortal.delete(realm);
  }

  isMortal(realm: string): boolean {
    return this.#mortal.has(realm);
  }

  /** The app call that code runs for at this moment. */
  actor(): string {
    return this.#actors?.current() ?? this.#actor;
  }

  runAs(actor: string, code: () => void): void {
    if (this.#actors) this.#actors.run(actor, code);
    else code();
  }

  /**
   * Randomness for code of a realm. It depends on the seed, the step and the index of the draw within it, so
   * draws of unrelated steps do not influence each other.
   */
  draw(): Randomness {
    this.#draws += 1;
    return Randomness.named(this.seed, `${this.#issuer.id}#${this.#draws}`);
  }

  /** Counts a word of a secret. @returns how many have been drawn in the step in progress, this one included */
  drawWord(): number {
    this.#words += 1;
    return this.#words;
  }

  reportUncontrolled(what: string): void {
    if (this.#isOver) this.#onLate(what);
    this.#uncontrolled ??= {
      what,
      afterStep: this.#taken.at(-1)?.id ?? 'boot',
      stack: this.#stacks ? captureStack() : undefined,
    };
  }

  /** @param promise what was rejected, if anything was: a timer's callback just throws */
  reportUnhandled(reason: unknown, promise?: Promise<unknown>): void {
    this.#unhandled.push({ reason, promise, actor: this.#actors?.current() });
  }

  /** A promise that was reported has been given a handler after all. */
  reportHandled(promise: Promise<unknown>): void {
    this.#unhandled = this.#unhandled.filter((report) => report.promise !== promise);
  }

  /** Calls back when the world is disposed of, unless something in it went out of control: that may still go on. */
  atItsEnd(callback: () => void): void {
    this.#atItsEnd.push(callback);
  }

  dispose(): void {
    this.#isOver = true;
    this.#stepping = false;
    this.#actors?.stop();
    if (!this.#uncontrolled) for (const callback of this.#atItsEnd) callback();
  }
}

function refuseEqualIds(steps: readonly Step[]): void {
  const ids = new Set<string>();
  for (const { id } of steps) {
    if (ids.has(id)) {
      throw new UserError(
        `two enabled steps have the same id, "${id}", so a search cannot tell them apart.\n` +
          'This is a bug in amplify-race: please report it with the scenario. Another name for the actor, realm\n' +
          'or device in that id may help until it is fixed.',
      );
    }
    ids.add(id);
  }
}

const STACK_DEPTH = 60;

/** The stack of the caller, async frames included. */
function captureStack(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = STACK_DEPTH;
  const { stack = '' } = new Error('issued here');
  Error.stackTraceLimit = limit;
  return stack;
}
