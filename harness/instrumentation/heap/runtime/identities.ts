import { type Kind, kindOf } from './kinds.ts';
import { ConflatedOwner, Owner } from './location.ts';
import { RecentObjects } from './recent-objects.ts';
import type { Recorder } from './recorder.ts';
import { StepRecord } from './step-record.ts';

/** Contents that several objects may show: views of one buffer, a URL and its parameters. */
const ALIASED: ReadonlySet<Kind> = new Set(['bytes', 'url']);

/** An object that has an identity. */
export class KnownObject extends Owner {
  /** Whether others inherit from it. */
  isPrototype = false;
  #kind: Kind | 'none' | undefined;

  /** What it is. Most objects are never asked, so it is found out late. */
  kindOf(object: object): Kind | undefined {
    this.#kind ??= kindOf(object) ?? 'none';
    return this.#kind === 'none' ? undefined : this.#kind;
  }
}

/**
 * Who is who on the heap. An object is given its identity where code creates it, so that it is the same in every
 * order of later steps. Objects made elsewhere, such as by the host, have none: they are all taken for one.
 */
export class Identities {
  readonly #recorder: Recorder;
  /** Those born before {@link keep}, and those born since. */
  #kept: WeakMap<object, KnownObject> | undefined;
  #known = new WeakMap<object, KnownObject>();
  /** Those that others have come to inherit from since. */
  #prototypes: KnownObject[] = [];
  readonly #fresh = new RecentObjects();
  readonly #nowhere = new StepRecord('nowhere');
  readonly #unknown = new ConflatedOwner('unknown', this.#nowhere);
  readonly #unknownByKind = new Map<Kind, ConflatedOwner>();

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
  }

  /** Remembers who is known by now; see {@link rewind}. */
  keep(): void {
    this.#kept = this.#known;
    this.#known = new WeakMap();
    this.#prototypes = [];
  }

  /** Forgets who has come to be known since {@link keep}. */
  rewind(): void {
    this.#known = new WeakMap();
    for (const known of this.#prototypes) known.isPrototype = false;
    this.#prototypes = [];
  }

  /** Gives an object an identity that is born now, unless it has one. */
  bear(object: object): KnownObject {
    let known = this.get(object);
    if (known === undefined) {
      const { step } = this.#recorder;
      step.births += 1;
      known = new KnownObject(step, step.births);
      this.#known.set(object, known);
    }
    return known;
  }

  /** A new instance of a scope. */
  bearScope(): Owner {
    const { step } = this.#recorder;
    step.births += 1;
    return new Owner(step, step.births);
  }

  /** All instances of a scope, where they cannot be told apart. */
  conflatedScope(name: string): Owner {
    return new ConflatedOwner(name, this.#nowhere);
  }

  get(object: object): KnownObject | undefined {
    return this.#known.get(object) ?? this.#kept?.get(object);
  }

  /** To be called when another object is made to inherit from one. */
  inherit(prototype: object): void {
    const known = this.get(prototype);
    if (!known || known.isPrototype) return;
    known.isPrototype = true;
    this.#prototypes.push(known);
  }

  /** Whether only the step in progress can have touched an object. */
  isFresh(object: object): boolean {
    const { step } = this.#recorder;
    if (this.#fresh.has(object, step)) return true;
    if (this.get(object)?.step !== step) return false;
    this.#fresh.add(object, step);
    return true;
  }

  kindOf(object: object): Kind | undefined {
    const known = this.get(object);
    return known ? known.kindOf(object) : kindOf(object);
  }

  /** What the properties of an object belong to. */
  ownerOf(object: object): Owner {
    return this.get(object) ?? this.#unknown;
  }

  /** What the contents of a built-in object belong to. */
  contentOwnerOf(object: object, kind: Kind): Owner {
    const known = ALIASED.has(kind) ? undefined : this.get(object);
    if (known !== undefined) return known;
    let owner = this.#unknownByKind.get(kind);
    if (owner === undefined) {
      owner = new ConflatedOwner(`unknown ${kind}`, this.#nowhere);
      this.#unknownByKind.set(kind, owner);
    }
    return owner;
  }
}
