import { notAuthorized } from '../service-error.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Call } from './operation.ts';

const SECOND = 1000;

/** How far a sign-in has come after the password. */
export interface Progress {
  readonly username: string;
  /** The key that the client sent; empty for none. */
  readonly deviceKey: string;
  /** Whether the password itself was sent (USER_PASSWORD_AUTH), not a proof of it. */
  readonly byPassword: boolean;
  readonly passedMfa: boolean;
  readonly passedDevice: boolean;
}

/** A challenge on its way through the client. */
interface Pending {
  readonly challenge: string;
  /** Names it among the challenges that have been answered. */
  readonly id: string;
  readonly progress: Progress;
  readonly at: number;
}

/** The `Session` string of a challenge. */
export function sessionString(challenge: string, progress: Progress, { pool, entropy }: Call): string {
  const pending: Pending = { challenge, id: entropy, progress, at: pool.around.now() };
  return pool.around.seal.close(pending, `session ${entropy}`);
}

/** @throws {ServiceError} for a `Session` string that is of another challenge or too old */
export function readSessionString(session: string, challenge: string, { pool }: Call): Pending {
  const pending = pool.around.seal.open(session) as Pending | undefined;
  if (pending?.challenge !== challenge) throw notAuthorized('Invalid session for the user.');
  refuseExpired(pending.at, pool.around);
  return pending;
}

/** @throws {ServiceError} for a challenge that was given too long ago */
export function refuseExpired(at: number, around: Surroundings): void {
  if (around.now() < at + around.options.authSessionSeconds * SECOND) return;
  throw notAuthorized('Invalid session for the user, session is expired.');
}
