import { type Accesses, AccessSet } from '../../access-set.ts';
import { formatHash, hashText, mixHigh, mixLow } from './hash.ts';
import type { Location } from './location.ts';
import { StepRecord } from './step-record.ts';

/** What one step read and wrote. */
export interface StepAccesses {
  readonly accesses: Accesses;
  readonly readDigest: string;
}

/**
 * Keeps the versions of locations, and what the step in progress reads and writes.
 *
 * A version is a hash of the value if that is primitive, of the identity if it is an object known to the tracker,
 * and of who wrote it otherwise. The last does not say what the writer had read: two states are the same only if
 * their steps have read the same, too.
 */
export class Recorder {
  readonly #boot = new StepRecord('boot');
  #written: Location[] = [];
  readonly #untracked = new Set<string>();
  /** Of the boot: what holds in each execution. */
  readonly #untrackedForGood = new Set<string>();
  /** The step in progress; the boot before, between and outside steps. */
  step = this.#boot;
  #touched: Location[] = [];
  #readLow = 0;
  #readHigh = 0;
  #sumLow = 0;
  #sumHigh = 0;
  #bootBirths = 0;
  #bootWrites = 0;

  /** Remembers that the boot has got so far; see {@link rewind}. */
  keep(): void {
    this.#bootBirths = this.#boot.births;
    this.#bootWrites = this.#boot.writes;
  }

  /** Forgets all that has been since {@link keep}. */
  rewind(): void {
    for (const location of this.#written) {
      location.written = false;
      location.versionLow = 0;
      location.versionHigh = 0;
    }
    this.#written = [];
    this.#untracked.clear();
    this.#sumLow = 0;
    this.#sumHigh = 0;
    this.#boot.births = this.#bootBirths;
    this.#boot.writes = this.#bootWrites;
    this.step = this.#boot;
  }

  /** Whether a step is in progress. */
  get recording(): boolean {
    return this.step !== this.#boot;
  }

  get untracked(): readonly string[] {
    return [...this.#untrackedForGood, ...this.#untracked];
  }

  begin(name: string): void {
    this.step = new StepRecord(name);
    this.#touched = [];
    this.#readLow = 0;
    this.#readHigh = 0;
  }

  end(): StepAccesses {
    const accesses = new AccessSet();
    for (const { id, mode } of this.#touched) accesses.add(mode, id);
    return { accesses: accesses.all, readDigest: this.endKnown() };
  }

  /** As {@link end}, without the accesses. @returns the digest of what was read */
  endKnown(): string {
    this.step = this.#boot;
    return formatHash(this.#readLow, this.#readHigh);
  }

  read(location: Location): void {
    if (!this.recording) return;
    if (location.touchedIn !== this.step) {
      this.#touch(location, 'read');
      this.#mixRead(location, location.versionLow, location.versionHigh);
    } else if (location.unread) {
      location.unread = false;
      this.#mixRead(location, location.unreadLow, location.unreadHigh);
    }
  }

  /** A write of a value whose hash is known, in place of what was there. */
  writeHashed(location: Location, low: number, high: number): void {
    if (!this.recording) return;
    // What cannot be told apart must not forget: its version depends on all writes so far.
    const { conflated } = location.owner;
    this.#touchToWrite(location, conflated);
    if (!conflated) this.#setVersion(location, low, high);
    else this.#setVersion(location, mixLow(location.versionLow, low), mixHigh(location.versionHigh, high));
  }

  /** A write whose effect follows from what was there before, and from the step. */
  writeOnTop(location: Location): void {
    if (!this.recording) return;
    const { step } = this;
    step.writes += 1;
    this.#touchToWrite(location, true);
    this.#setVersion(
      location,
      mixLow(mixLow(location.versionLow, step.low), step.writes),
      mixHigh(mixHigh(location.versionHigh, step.high), step.writes),
    );
  }

  /** A write of something known only by who wrote it. */
  writeOwn(location: Location): void {
    const { step } = this;
    step.writes += 1;
    const low = mixLow(mixLow(mixLow(step.low, step.writes), 1), this.#readLow);
    const high = mixHigh(mixHigh(mixHigh(step.high, step.writes), 1), this.#readHigh);
    this.writeHashed(location, low, high);
  }

  writePrimitive(location: Location, value: unknown): void {
    const { low, high } = hashText(`${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`);
    this.writeHashed(location, low, high);
  }

  /** Says that something happened which the tracker cannot follow. */
  reportUntracked(what: string): void {
    if (this.recording) this.#untracked.add(what);
  }

  /** As {@link reportUntracked}, for what matters to all later steps even if it happens at boot. */
  reportForGood(what: string): void {
    if (this.recording) this.#untracked.add(what);
    else this.#untrackedForGood.add(what);
  }

  /** A digest of the versions of all locations written since boot. */
  stateDigest(): string {
    return formatHash(this.#sumLow, this.#sumHigh);
  }

  /** Versions of all locations written since boot. */
  versions(): ReadonlyMap<string, string> {
    return new Map(
      this.#written.map((location) => [location.id, formatHash(location.versionLow, location.versionHigh)]),
    );
  }

  #touch(location: Location, mode: 'read' | 'write'): void {
    location.touchedIn = this.step;
    location.mode = mode;
    location.unread = false;
    this.#touched.push(location);
  }

  /** @param onTop whether something of what was there stays, so that a later read by this step still reads that */
  #touchToWrite(location: Location, onTop: boolean): void {
    if (location.touchedIn === this.step) {
      location.mode = 'write';
      return;
    }
    this.#touch(location, 'write');
    if (!onTop) return;
    location.unread = true;
    location.unreadLow = location.versionLow;
    location.unreadHigh = location.versionHigh;
  }

  #mixRead(location: Location, versionLow: number, versionHigh: number): void {
    this.#readLow = mixLow(mixLow(this.#readLow, location.low), versionLow);
    this.#readHigh = mixHigh(mixHigh(this.#readHigh, location.high), versionHigh);
  }

  /** Keeps {@link stateDigest} up to date: a sum, so that the order of writes to different places is lost. */
  #setVersion(location: Location, low: number, high: number): void {
    if (location.written) {
      this.#sumLow = (this.#sumLow - mixLow(location.low, location.versionLow)) | 0;
      this.#sumHigh = (this.#sumHigh - mixHigh(location.high, location.versionHigh)) | 0;
    } else {
      location.written = true;
      this.#written.push(location);
    }
    location.versionLow = low;
    location.versionHigh = high;
    this.#sumLow = (this.#sumLow + mixLow(location.low, low)) | 0;
    this.#sumHigh = (this.#sumHigh + mixHigh(location.high, high)) | 0;
  }
}
