import { createHash } from 'node:crypto';
import type { FaultKind } from './fault-responses.ts';
import { type Fault, Faults } from './faults.ts';
import { HostedUi } from './hosted-ui/hosted-ui.ts';
import { type CredentialsFacts, type IdentityFacts, IdentityPool } from './identity-pool/identity-pool.ts';
import { describeUser } from './operations/with-access-token.ts';
import { type CognitoOptions, DEFAULT_COGNITO_OPTIONS } from './options.ts';
import { answer, faultAnswer, operationOf } from './router.ts';
import type { ServerEvent } from './server-event.ts';
import type { SessionFacts } from './session.ts';
import { type StartedSession, startSession } from './started-session.ts';
import { type AccessListener, Surroundings } from './surroundings.ts';
import type { TokenFacts } from './token-facts.ts';
import type { NewUser, User } from './user.ts';
import { UserPool } from './user-pool.ts';
import type { WireRequest, WireResponse } from './wire.ts';

export { FAULT_KINDS, type FaultKind } from './fault-responses.ts';
export type { Fault } from './faults.ts';
export type { CredentialsFacts, IdentityFacts } from './identity-pool/identity-pool.ts';
export type { ServerEvent } from './server-event.ts';
export type { SessionFacts } from './session.ts';
export type { DeviceCredentials, StartedSession } from './started-session.ts';
export type { AccessListener } from './surroundings.ts';
export type { TokenFacts } from './token-facts.ts';
export type { TokenSet } from './token-issuer.ts';

export interface FakeCognitoSettings extends Partial<CognitoOptions> {
  /** The server's clock, ms since the Unix epoch. */
  readonly now: () => number;
  /** Servers of equal seeds issue equal tokens to equal requests. */
  readonly seed?: string;
  readonly onAccess?: AccessListener;
}

/**
 * A user pool with one app client and a hosted UI, and an identity pool, as a plain synchronous state machine: no
 * clock, no randomness, no I/O of its own. What is drawn at random is derived from the seed and the name of the
 * request.
 */
export class FakeCognito {
  readonly options: CognitoOptions;
  readonly now: () => number;
  readonly log: ServerEvent[] = [];
  readonly #around: Surroundings;
  readonly #pool: UserPool;
  readonly #identities: IdentityPool;
  readonly #hostedUi: HostedUi;
  readonly #faults: Faults;
  #requests = 0;

  constructor({ now, seed = '', onAccess, ...options }: FakeCognitoSettings) {
    this.options = { ...DEFAULT_COGNITO_OPTIONS, ...options };
    this.now = now;
    this.#around = new Surroundings(this.options, seed, now, onAccess);
    this.#pool = new UserPool(this.#around);
    this.#identities = new IdentityPool(this.#around);
    this.#hostedUi = new HostedUi(this.#around);
    this.#faults = new Faults(this.#around);
  }

  addUser(user: NewUser): void {
    this.#pool.addUser(user);
  }

  /** As an administrator does; a disabled user can neither sign in nor refresh. */
  setEnabled(username: string, enabled: boolean): void {
    this.#pool.setEnabled(this.#userNamed(username), enabled);
  }

  /** As an administrator does: the user is unknown from now on. */
  deleteUser(username: string): void {
    this.signOutEverywhere(username);
    this.#pool.removeUser(username);
  }

  /** As an administrator does, or the user elsewhere: every session of the user is revoked. */
  signOutEverywhere(username: string): void {
    this.#pool.signOutEverywhere(this.#userNamed(username));
  }

  /** As an administrator does: every request of the user is refused from now on. */
  requirePasswordReset(username: string): void {
    this.#pool.setStatus(this.#userNamed(username), 'RESET_REQUIRED');
  }

  /**
   * Signs a user in without the wire, for a state to start from.
   * @param issuedAt ms since the Unix epoch, now by default
   */
  startSession(
    username: string,
    { issuedAt = this.now() }: { readonly issuedAt?: number } = {},
  ): StartedSession {
    const entropy = `start ${this.#pool.size + 1}`;
    return startSession(this.#userNamed(username), { pool: this.#pool, at: issuedAt, entropy });
  }

  /** As a user does at the login page of the hosted UI: apps that ask from now on are let in without asking. */
  signInAtHostedUi(username: string): void {
    this.#hostedUi.signedIn = this.#userNamed(username).username;
  }

  /**
   * Orders a fault: once for any operation that can be answered so, unless said otherwise. Several hit in the order
   * they are given.
   * @throws {TypeError} for an operation whose service model does not list the error
   */
  fail(fault: Fault): void {
    this.#faults.add(fault);
  }

  /**
   * The whole reaction to one request. State changes here.
   * @param entropy names the request, no two alike; by default they are counted
   * @param client who sends it, such as a device: for the log, and for the session that it opens
   */
  respond(request: WireRequest, entropy?: string, client?: string): WireResponse {
    this.#requests += 1;
    const call = {
      pool: this.#pool,
      identities: this.#identities,
      hostedUi: this.#hostedUi,
      entropy: entropy ?? `request ${this.#requests}`,
      client,
    };
    const { response, outcome, reuse } = answer(request, call, this.#faults);
    const invocationId = request.headers['amz-sdk-invocation-id'];
    this.log.push({ operation: operationOf(request), outcome, reuse, invocationId, client });
    return response;
  }

  /**
   * The response to a request that a fault hits, or that takes the place of another on its way back. Nothing
   * changes, and nothing is logged.
   * @param entropy names the request
   */
  faultResponse(kind: FaultKind, entropy: string): WireResponse {
    return faultAnswer(kind, { pool: this.#pool, entropy }).response;
  }

  /** What GetUser says of a user, and Amplify 5 keeps of it. */
  describeUser(username: string): object {
    return describeUser(this.#userNamed(username));
  }

  /** What is known of a token; undefined if it was never issued here. */
  inspect(token: string): TokenFacts | undefined {
    return this.#pool.inspect(token);
  }

  /** Whether a refresh with this token would succeed now. */
  honours(refreshToken: string): boolean {
    return this.#pool.honours(refreshToken);
  }

  /** What is known of an identity of the identity pool; undefined if there is none. */
  inspectIdentity(identityId: string): IdentityFacts | undefined {
    return this.#identities.inspectIdentity(identityId);
  }

  /** Whose AWS credentials these are; undefined if they were never issued here. */
  inspectCredentials(accessKeyId: string): CredentialsFacts | undefined {
    return this.#identities.inspectCredentials(accessKeyId);
  }

  sessions(): readonly SessionFacts[] {
    return this.#pool.sessions();
  }

  /** A digest of all that can make a difference to a later request. Hex. */
  fingerprint(): string {
    const parts = [this.#pool, this.#identities, this.#hostedUi, this.#faults];
    const lines = parts.flatMap((part) => part.describe());
    return createHash('sha256').update(lines.join('\n')).digest('hex');
  }

  #userNamed(username: string): User {
    const user = this.#pool.user(username);
    if (!user) throw new TypeError(`no user "${username}"`);
    return user;
  }
}
