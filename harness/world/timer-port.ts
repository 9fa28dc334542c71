import type { Step } from './step.ts';
import type { StepSource, World } from './world.ts';

interface Timer {
  readonly realm: string;
  readonly step: Step;
  readonly at: number;
  readonly order: number;
}

type Callback = (...args: unknown[]) => unknown;

/** A realm's timer functions, as handed to Amplify. */
export interface TimerFunctions {
  setTimeout(callback: Callback, milliseconds?: number, ...args: unknown[]): unknown;
  setInterval(callback: Callback, milliseconds?: number, ...args: unknown[]): unknown;
  clearTimeout(handle: unknown): void;
  clearInterval(handle: unknown): void;
}

/**
 * Timers in virtual time. The next one due can fire at any moment, since storage and network may take
 * arbitrarily long; a later one never overtakes it.
 */
export class TimerPort implements StepSource {
  readonly #world: World;
  /** By handle of the virtual clock. */
  readonly #timers = new Map<unknown, Timer>();
  #created = 0;

  constructor(world: World) {
    this.#world = world;
    world.addSource(this);
  }

  forRealm(realm: string): TimerFunctions {
    const clear = (handle: unknown): void => {
      this.#timers.delete(handle);
      this.#world.clock.clearTimeout(handle as number);
    };
    return {
      setTimeout: (callback, milliseconds = 0, ...args) =>
        this.#start(realm, callback, milliseconds, args, false),
      setInterval: (callback, milliseconds = 0, ...args) =>
        this.#start(realm, callback, milliseconds, args, true),
      clearTimeout: clear,
      clearInterval: clear,
    };
  }

  collect(into: Step[]): void {
    let next: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) next = timer;
    }
    if (next) into.push(next.step);
  }

  dropRealm(realm: string): void {
    for (const [handle, timer] of this.#timers) {
      if (timer.realm !== realm) continue;
      this.#timers.delete(handle);
      this.#world.clock.clearTimeout(handle as number);
    }
  }

  #start(
    realm: string,
    callback: Callback,
    milliseconds: number,
    args: unknown[],
    repeats: boolean,
  ): unknown {
    const world = this.#world;
    const { lineage, actor, stack } = world.issue(() => `a timer of ${milliseconds} ms`);
    const delay = Math.max(0, Number.isFinite(Number(milliseconds)) ? Number(milliseconds) : 0);
    const handle: unknown = world.clock.setTimeout(() => {
      this.#timers.delete(handle);
      callback(...args);
      if (repeats) this.#start(realm, callback, milliseconds, args, true);
    }, delay);
    this.#created += 1;
    this.#timers.set(handle, {
      realm,
      at: world.clock.now + delay,
      order: this.#created,
      step: {
        lineage,
        id: lineage.id,
        kind: 'timer',
        actor,
        realm,
        resource: 'clock',
        writes: true,
        runsJavaScript: true,
        stack,
        describe: () => `timer of ${delay} ms fires`,
        run: () => world.clock.next(),
      },
    });
    return handle;
  }
}
