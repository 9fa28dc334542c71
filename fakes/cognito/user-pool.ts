import { derivedUuid } from './derived.ts';
import { notAuthorized, ServiceError } from './service-error.ts';
import {
  describeSession,
  type OAuthGrant,
  type RefreshToken,
  type Session,
  type SessionDevice,
  type SessionFacts,
} from './session.ts';
import type { Surroundings } from './surroundings.ts';
import type { TokenFacts } from './token-facts.ts';
import type { TokenSet } from './token-issuer.ts';
import { TokenLedger } from './token-ledger.ts';
import { type Device, describeUser, type NewUser, type User, type UserStatus } from './user.ts';

const SECOND = 1000;

/** The data for a new session. */
export interface SignIn {
  readonly at: number;
  /** The name of the request, for random values. */
  readonly entropy: string;
  readonly device?: SessionDevice | undefined;
  readonly oauth?: OAuthGrant | undefined;
  /** The sender of the request. */
  readonly client?: string | undefined;
  /** Whether the session can be refreshed. Default true. */
  readonly refreshable?: boolean;
}

/** Users of the pool and their sessions. */
export class UserPool {
  readonly around: Surroundings;
  readonly ledger: TokenLedger;
  readonly #users = new Map<string, User>();
  readonly #sessions = new Map<string, Session>();
  /** `Session` strings, by id, that have been answered. */
  readonly #usedChallenges = new Set<string>();

  constructor(around: Surroundings) {
    this.around = around;
    this.ledger = new TokenLedger(around);
  }

  get size(): number {
    return this.#sessions.size;
  }

  // Users

  /** @param origin distinguishes a user from an earlier one with the same name */
  addUser({ username, password, email, mfa, status = 'CONFIRMED' }: NewUser, origin = username): User {
    const user: User = {
      username,
      password,
      email: email ?? `${username}@example.com`,
      sub: derivedUuid('sub', this.around.seed, origin),
      mfa,
      status,
      enabled: true,
      devices: new Map(),
      signedOutThrough: undefined,
    };
    this.#touchList(username);
    this.#users.set(username, user);
    return user;
  }

  /** For the setting up of a pool: it is not reported as an access. */
  hasUser(username: string): boolean {
    return this.#users.has(username);
  }

  user(username: string): User | undefined {
    this.around.touch('read', `user:${username}`);
    return this.#users.get(username);
  }

  /** Finds a user by the name with which somebody signs in: the user name, or an alias if the pool has them. */
  userByLogin(login: string): User | undefined {
    const user = this.user(login);
    if (user || !this.around.options.emailAlias) return user;
    this.around.touch('read', 'users');
    for (const { username, email } of this.#users.values()) if (email === login) return this.user(username);
    return undefined;
  }

  removeUser(username: string): void {
    this.#touchList(username);
    this.#users.delete(username);
  }

  #touchList(username: string): void {
    this.around.touch('write', `user:${username}`);
    if (this.around.options.emailAlias) this.around.touch('write', 'users');
  }

  setEnabled(user: User, enabled: boolean): void {
    this.around.touch('write', `user:${user.username}`);
    user.enabled = enabled;
  }

  setStatus(user: User, status: UserStatus): void {
    this.around.touch('write', `user:${user.username}`);
    user.status = status;
  }

  setDevice(user: User, device: Device): void {
    this.around.touch('write', `user:${user.username}`);
    user.devices.set(device.key, device);
  }

  forgetDevice(user: User, key: string): void {
    this.around.touch('write', `user:${user.username}`);
    user.devices.delete(key);
  }

  // Sessions

  openSession(user: User, { at, entropy, device, oauth, client, refreshable = true }: SignIn): TokenSet {
    const { seed, options } = this.around;
    const session: Session = {
      id: derivedUuid('session', seed, entropy),
      username: user.username,
      signedInAt: at,
      expiresAt: at + options.refreshTokenSeconds * SECOND,
      device,
      oauth,
      client,
      refreshable,
      revoked: false,
      refreshTokens: [],
      issued: 0,
    };
    this.around.touch('write', `session:${session.id}`);
    this.#sessions.set(session.id, session);
    const refreshToken = this.ledger.addRefreshToken(session, entropy, at);
    return { ...this.ledger.issue(user, session, entropy, { at }), refreshToken };
  }

  session(id: string): Session | undefined {
    this.around.touch('read', `session:${id}`);
    return this.#sessions.get(id);
  }

  /** The session that a refresh token belongs to, without checking it. */
  sessionOf(refreshToken: string): Session | undefined {
    const facts = this.ledger.issued(refreshToken);
    return facts?.kind === 'refresh' ? this.#sessions.get(facts.sessionId) : undefined;
  }

  revoke(session: Session): void {
    this.around.touch('write', `session:${session.id}`);
    session.revoked = true;
  }

  /** Ends a refresh token of a session, with the access and id tokens that were issued with it or from it. */
  endToken(session: Session, token: RefreshToken): void {
    this.around.touch('write', `session:${session.id}`);
    token.ended = true;
  }

  /** Revokes every session of a user. */
  signOutEverywhere(user: User): void {
    // The list of sessions is part of the user: a sign-in before or after makes a difference.
    this.around.touch('write', `user:${user.username}`);
    for (const session of this.#sessions.values())
      if (session.username === user.username) this.revoke(session);
    if (this.around.options.sameSecondSignOut) {
      user.signedOutThrough = Math.floor(this.around.now() / SECOND);
    }
  }

  /** Whether a session has been ended before its time. */
  isRevoked(session: Session, user: User): boolean {
    const { signedOutThrough = -1 } = user;
    return session.revoked || Math.floor(session.signedInAt / SECOND) <= signedOutThrough;
  }

  /**
   * Marks the `Session` string of a challenge as answered.
   * @throws {ServiceError} the second time, where it works only once
   */
  useChallenge(id: string): void {
    if (!this.around.options.singleUseSessions) return;
    this.around.touch('write', `challenge:${id}`);
    if (this.#usedChallenges.has(id)) {
      throw notAuthorized('Invalid session for the user, session can only be used once.');
    }
    this.#usedChallenges.add(id);
  }

  // Questions from outside a request

  inspect(token: string): TokenFacts | undefined {
    const issued = this.ledger.issued(token);
    if (!issued) return undefined;
    const session = this.#sessions.get(issued.sessionId);
    const refreshToken = session?.refreshTokens.find(({ value }) => value === token);
    return { ...issued, spent: refreshToken?.spentAt !== undefined };
  }

  honours(refreshToken: string): boolean {
    const session = this.sessionOf(refreshToken);
    const token = session?.refreshTokens.find(({ value }) => value === refreshToken);
    const user = session && this.#users.get(session.username);
    if (!session?.refreshable || !token || token.ended || !user?.enabled) return false;
    if (user.status === 'RESET_REQUIRED' && this.around.options.resetRefusesRefresh) return false;
    if (this.isRevoked(session, user) || this.around.clock() >= session.expiresAt) return false;
    if (session.device && !user.devices.has(session.device.key)) return false;
    const grace = this.around.options.rotation?.graceSeconds ?? 0;
    return token.spentAt === undefined || this.around.clock() < token.spentAt + grace * SECOND;
  }

  sessions(): readonly SessionFacts[] {
    return [...this.#sessions.values()].map((session) => {
      const { id, username, expiresAt, oauth, client, refreshTokens } = session;
      const user = this.#users.get(username);
      const revoked = user ? this.isRevoked(session, user) : true;
      const newestRefreshToken = refreshTokens.at(-1)?.value ?? '';
      const atHostedUi = oauth !== undefined;
      return { id, username, revoked, expiresAt, atHostedUi, client, newestRefreshToken };
    });
  }

  /** A line for each part of the state, in an order that does not depend on how it came about. */
  describe(): string[] {
    const lines = [...this.#usedChallenges].map((id) => `used ${id}`);
    for (const user of this.#users.values()) lines.push(...describeUser(user));
    for (const session of this.#sessions.values()) lines.push(describeSession(session));
    return lines.sort();
  }
}

/**
 * The error for an unknown user.
 * @param instead the message to use if the pool must not reveal that
 */
export function unknownUser(around: Surroundings, instead: string): ServiceError {
  return around.options.hidesUserExistence
    ? notAuthorized(instead)
    : new ServiceError('UserNotFoundException', 'User does not exist.');
}
