/**
 * The clock of one device, which may be wrong. Only what code of its realms reads as the time of day comes from it:
 * timers count virtual time, and the server has a clock of its own.
 */
export class DeviceClock {
  /** `Date` as its realms see it. */
  readonly Date: DateConstructor;
  readonly #trueTime: () => number;
  readonly #onRead: () => void;
  #offset: number;

  /**
   * @param trueTime ms since the Unix epoch
   * @param offset by how much the clock is ahead, ms
   * @param onRead called when code reads the clock
   */
  constructor(trueTime: () => number, offset: number, onRead: () => void) {
    this.#trueTime = trueTime;
    this.#offset = offset;
    this.#onRead = onRead;
    this.Date = dateReading(() => this.#read());
  }

  /** By how much it is ahead of the true time, ms. */
  get offset(): number {
    return this.#offset;
  }

  /** Moves it on, or back. @param by ms */
  jump(by: number): void {
    this.#offset += by;
  }

  #read(): number {
    this.#onRead();
    return this.#trueTime() + this.#offset;
  }
}

/** The host's `Date`, but for what time it is. */
function dateReading(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: () => new Date(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
