import type { CognitoOptions } from './options.ts';
import { Seal } from './seal.ts';

/**
 * Told which part of the state a request reads or writes. Two requests commute where neither writes what the other
 * reads or writes. Locations:
 * - `user:<name>`: a user, with devices and the list of sessions
 * - `users`: which users there are, where they can sign in by an alias
 * - `session:<id>`: a sign-in, with its refresh tokens
 * - `challenge:<id>`, `code:<id>`: whether a `Session` string or an authorization code has been used
 * - `identity:<id>`, `login:<sub>`: an identity of the identity pool, and which identity a user has there
 * - `browser`: who is signed in at the hosted UI
 * - `faults`: the faults still to come
 * - `clock`: the outcome depends on {@link Surroundings.now}; never written here
 */
export type AccessListener = (mode: 'read' | 'write', location: string) => void;

/** What the parts of one server share. */
export class Surroundings {
  readonly options: CognitoOptions;
  readonly seed: string;
  /** The clock, for questions from outside a request: no access is reported. */
  readonly clock: () => number;
  readonly #onAccess: AccessListener | undefined;
  #seal: Seal | undefined;

  constructor(
    options: CognitoOptions,
    seed: string,
    clock: () => number,
    onAccess: AccessListener | undefined,
  ) {
    this.options = options;
    this.seed = seed;
    this.clock = clock;
    this.#onAccess = onAccess;
  }

  /** The clock, for a request: ms since the Unix epoch. */
  now(): number {
    this.touch('read', 'clock');
    return this.clock();
  }

  /** For state that travels through the client. */
  get seal(): Seal {
    this.#seal ??= new Seal(this.seed);
    return this.#seal;
  }

  /** Says that the request in progress reads or writes a part of the state. */
  touch(mode: 'read' | 'write', location: string): void {
    this.#onAccess?.(mode, location);
  }
}
