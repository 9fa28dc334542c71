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
import { checkSettings, checkUser } from './settings.ts';
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
  /** Servers with equal seeds issue equal tokens to equal requests. */
  readonly seed?: string;
  readonly onAccess?: AccessListener;
}

/**
 * A user pool with one app client and a hosted UI, and an identity pool, as a plain synchronous state machine. It has no
 * clock, no randomness and no I/O of its own. Random values are derived from the seed and the name of the request.
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

  /** @throws {TypeError} for a setting that does not exist, or a value that it does not accept */
  constructor(settings: FakeCognitoSettings) {
    checkSettings(settings);
    const { now, seed = '', onAccess, ...options } = settings;
    this.options = { ...DEFAULT_COGNITO_OPTIONS, ...options };
    this.now = now;
    this.#around = new Surroundings(this.options, seed, now, onAccess);
    this.#pool = new UserPool(this.#around);
    this.#identities = new IdentityPool(this.#around);
    this.#hostedUi = new HostedUi(this.#around);
    this.#faults = new Faults(this.#around);
  }

  /** @throws {TypeError} for data that users do not have, and for the name of a user that exists */
  addUser(user: NewUser): void {
    checkUser(user);
    if (this.#pool.hasUser(user.username)) {
      throw new TypeError(`there is a user "${user.username}" already; expected another username`);
    }
    this.#pool.addUser(user);
  }

  /** Enables or disables a user, as an administrator does. A disabled user can neither sign in nor refresh. */
  setEnabled(username: string, enabled: boolean): void {
    this.#pool.setEnabled(this.#userNamed(username), enabled);
  }

  /** Deletes a user, as an administrator does: the user is unknown from now on. */
  deleteUser(username: string): void {
    this.signOutEverywhere(username);
    this.#pool.removeUser(username);
  }

  /** Revokes every session of a user, as an administrator does, or the user elsewhere. */
  signOutEverywhere(username: string): void {
    this.#pool.signOutEverywhere(this.#userNamed(username));
  }

  /** Requires a new password, as an administrator does: every request of the user is refused from now on. */
  requirePasswordReset(username: string): void {
    this.#pool.setStatus(this.#userNamed(username), 'RESET_REQUIRED');
  }

  /**
   * Signs a user in without a request, to set up a start state.
   * @param issuedAt ms since the Unix epoch, now by default
   */
  startSession(
    username: string,
    { issuedAt = this.now() }: { readonly issuedAt?: number } = {},
  ): StartedSession {
    const entropy = `start ${this.#pool.size + 1}`;
    return startSession(this.#userNamed(username), { pool: this.#pool, at: issuedAt, entropy });
  }

  /** Signs a user in at the login page of the hosted UI. From now on it lets apps in without asking the user. */
  signInAtHostedUi(username: string): void {
    this.#hostedUi.signedIn = this.#userNamed(username).username;
  }

  /**
   * Schedules a fault: by default once, for any operation that can have this answer. Several faults hit in the order in
   * which they are given.
   * @throws {TypeError} for an operation whose service model does not list the error
   */
  fail(fault: Fault): void {
    this.#faults.add(fault);
  }

  /**
   * Handles one request. State changes here.
   * @param entropy a unique name of the request; by default its number
   * @param client the sender, such as a device: for the log, and for the session that the request opens
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
   * The response to a request that a fault hits, or that replaces another response on its way back. It changes and logs
   * nothing.
   * @param entropy the name of the request
   */
  faultResponse(kind: FaultKind, entropy: string): WireResponse {
    return faultAnswer(kind, { pool: this.#pool, entropy }).response;
  }

  /** The answer of GetUser for a user, which Amplify 5 stores. */
  describeUser(username: string): object {
    return describeUser(this.#userNamed(username));
  }

  /** What is known about a token; undefined if it was never issued here. */
  inspect(token: string): TokenFacts | undefined {
    return this.#pool.inspect(token);
  }

  /** Whether a refresh with this token would succeed now. */
  honours(refreshToken: string): boolean {
    return this.#pool.honours(refreshToken);
  }

  /** What is known about an identity of the identity pool; undefined if it does not exist. */
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

  /** A digest of all state that can affect a later request. Hexadecimal. */
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
