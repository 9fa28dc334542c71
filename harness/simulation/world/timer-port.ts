import type { TimerCallback, TimerFunctions } from '../../amplify/realm/timer-functions.ts';
import type { Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/**
 * The location for which timer comes next: shared by all steps that set, clear or are timers. `!`: a timer that is cleared
 * in time never fires, so no execution need show the conflict.
 */
export const TIMERS = '!timers';

/** The location on which requests that the server answers by the time of day conflict with steps that advance time. */
export const SERVER_CLOCK = 'server:clock';

interface TimerSpec {
  readonly realm: string;
  readonly callback: () => unknown;
  /** Milliseconds. */
  readonly delay: number;
  readonly repeats: boolean;
}

interface Timer extends TimerSpec {
  /** When it fires, in virtual time. */
  readonly at: number;
  readonly step: Step;
}

/**
 * Timers in virtual time. The next one due can fire at any moment, since storage and network may take
 * arbitrarily long; a later one never overtakes it, unless its realm is suspended.
 */
export class TimerPort implements StepSource {
  readonly #world: World;
  /** By handle, in the order in which they were last set. */
  readonly #timers = new Map<number, Timer>();
  #handles = 0;

  constructor(world: World) {
    this.#world = world;
  }

  forRealm(realm: string): TimerFunctions {
    const start = (callback: TimerCallback, milliseconds: unknown, repeats: boolean): number => {
      this.#handles += 1;
      this.#set(this.#handles, { realm, callback, delay: delayOf(milliseconds), repeats });
      return this.#handles;
    };
    const clear = (handle: unknown): void => {
      if (this.#timers.delete(Number(handle))) this.#world.touch('write', TIMERS);
    };
    return {
      setTimeout: (callback, milliseconds, ...args) => start(() => callback(...args), milliseconds, false),
      setInterval: (callback, milliseconds, ...args) => start(() => callback(...args), milliseconds, true),
      clearTimeout: clear,
      clearInterval: clear,
    };
  }

  collect(into: Step[]): void {
    let next: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if ((!next || timer.at < next.at) && !this.#world.isSuspended(timer.realm)) next = timer;
    }
    if (next) into.push(next.step);
  }

  /** Equal if the same timers fire at the same times, in the same order. */
  digest(): string {
    const inOrder = [...this.#timers.values()].sort((one, other) => one.at - other.at);
    return inOrder.map(({ at, step }) => `${step.id}@${at}`).join(' ');
  }

  dropRealm(realm: string): void {
    for (const [handle, timer] of this.#timers) if (timer.realm === realm) this.#timers.delete(handle);
  }

  #set(handle: number, spec: TimerSpec): void {
    const world = this.#world;
    const { realm, delay } = spec;
    world.touch('write', TIMERS);
    const { lineage, actor, stack } = world.issue(() => `a timer of ${delay} ms`);
    const at = world.clock.now + delay;
    const step: Step = {
      lineage,
      id: lineage.id,
      kind: 'timer',
      actor,
      realm,
      resource: 'clock',
      writes: true,
      runsJavaScript: true,
      stack,
      facts: () => ({ kind: 'timer', milliseconds: delay }),
      run: () => {
        // Of a realm that was suspended it is late.
        world.clock.tick(Math.max(0, at - world.clock.now));
        this.#fire(handle, spec);
      },
    };
    // Inserted again, so that it comes after those set earlier for the same moment.
    this.#timers.delete(handle);
    this.#timers.set(handle, { ...spec, at, step });
  }

  #fire(handle: number, spec: TimerSpec): void {
    if (spec.repeats) this.#set(handle, spec);
    else this.#timers.delete(handle);
    try {
      spec.callback();
    } catch (error) {
      // Nobody can catch it: for an app it is what a rejection without a handler is.
      this.#world.reportUnhandled(error);
    }
  }
}

const MOST_MILLISECONDS = 2 ** 31 - 1;

/** As in Node and browsers: whole milliseconds, and one where it is none, too many or not a number. */
function delayOf(milliseconds: unknown): number {
  const delay = Math.trunc(Number(milliseconds));
  return delay >= 1 && delay <= MOST_MILLISECONDS ? delay : 1;
}
