/**
 * The clock of one device, which may be wrong. Only the time of day that code of its realms reads comes from it: timers
 * count virtual time, and the server has its own clock.
 */
export class DeviceClock {
  /** `Date` as its realms see it. */
  readonly Date: DateConstructor;
  readonly #trueTime: () => number;
  readonly #onRead: () => void;
  #offset: number;

  /**
   * @param trueTime ms since the Unix epoch
   * @param offset how far the clock is ahead, ms
   * @param onRead called when code reads the clock
   */
  constructor(trueTime: () => number, offset: number, onRead: () => void) {
    this.#trueTime = trueTime;
    this.#offset = offset;
    this.#onRead = onRead;
    this.Date = dateReading(() => this.#read());
  }

  /** How far it is ahead of the true time, ms. */
  get offset(): number {
    return this.#offset;
  }

  /** Moves it forward, or back if negative. @param by ms */
  jump(by: number): void {
    this.#offset += by;
  }

  #read(): number {
    this.#onRead();
    return this.#trueTime() + this.#offset;
  }
}

/** The host's `Date` with another clock. */
function dateReading(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new Date(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
