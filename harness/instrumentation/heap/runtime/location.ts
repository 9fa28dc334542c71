import { hashText, mixHigh, mixLow } from './hash.ts';
import type { StepRecord } from './step-record.ts';

/** What locations belong to: an object, or one instance of a scope. */
export class Owner {
  /** The step that it was born in. */
  readonly step: StepRecord;
  readonly index: number;
  /** Most owners are never touched again, so it is made late. */
  #locations: Map<PropertyKey, Location> | undefined;

  constructor(step: StepRecord, index: number) {
    this.step = step;
    this.index = index;
  }

  get id(): string {
    return `${this.step.name}.${this.index}`;
  }

  /** Whether it stands for several things that cannot be told apart. */
  get conflated(): boolean {
    return false;
  }

  /** The location with this name, the same one each time. */
  location(key: PropertyKey): Location {
    this.#locations ??= new Map();
    let location = this.#locations.get(key);
    if (location === undefined) {
      location = new Location(this, key);
      this.#locations.set(key, location);
    }
    return location;
  }
}

/** Stands for all things of a kind that have no identity: a write to one of them is a write to each. */
export class ConflatedOwner extends Owner {
  readonly #name: string;

  /** @param nowhere a step that nothing ever runs in */
  constructor(name: string, nowhere: StepRecord) {
    super(nowhere, 0);
    this.#name = name;
  }

  override get id(): string {
    return this.#name;
  }

  override get conflated(): boolean {
    return true;
  }
}

/** One place in the heap that code can read and write, with the version of what it holds. */
export class Location {
  readonly owner: Owner;
  readonly key: PropertyKey;
  /** Hash of its name. */
  readonly low: number;
  readonly high: number;
  /** Hash of what it holds; zero until it is written after boot. */
  versionLow = 0;
  versionHigh = 0;
  written = false;
  /** The step that touched it last, and how. */
  touchedIn: StepRecord | undefined;
  mode: 'read' | 'write' = 'read';
  /** Whether that step has added to what was there without having read it; then what version that was. */
  unread = false;
  unreadLow = 0;
  unreadHigh = 0;
  #id: string | undefined;

  constructor(owner: Owner, key: PropertyKey) {
    this.owner = owner;
    this.key = key;
    const name = hashText(String(key));
    const place = owner.conflated ? hashText(owner.id) : owner.step;
    this.low = mixLow(mixLow(place.low, owner.index), name.low);
    this.high = mixHigh(mixHigh(place.high, owner.index), name.high);
  }

  get id(): string {
    this.#id ??= `${this.owner.id}:${String(this.key)}`;
    return this.#id;
  }
}
