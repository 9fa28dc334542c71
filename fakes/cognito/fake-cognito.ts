import { createHash } from 'node:crypto';
import { derivedUuid } from './derived.ts';
import { type CognitoOptions, DEFAULT_COGNITO_OPTIONS } from './options.ts';
import { OPERATIONS, publishedDocument } from './routes.ts';
import { errorResponse, JSON_TYPE, ServiceError } from './service-error.ts';
import type { RefreshToken, Session, SessionFacts, TokenFacts } from './session.ts';
import { issueRefreshToken, issueTokens, type TokenSet } from './token-issuer.ts';
import type { NewUser, User } from './user.ts';
import type { WireRequest, WireResponse } from './wire.ts';

export type { SessionFacts, TokenFacts } from './session.ts';
export type { TokenSet } from './token-issuer.ts';

/** One request and what came of it. */
export interface ServerEvent {
  readonly operation: string;
  /** `ok` or the name of the error. */
  readonly outcome: string;
  /** Whether it was refused because its refresh token had been spent before. */
  readonly reuse: boolean;
  /** The same for all attempts of one call; from releases that send it. */
  readonly invocationId: string | undefined;
}

export type AccessListener = (mode: 'read' | 'write', location: string) => void;

export interface FakeCognitoSettings extends Partial<CognitoOptions> {
  /** The server's clock, ms since the Unix epoch. */
  readonly now: () => number;
  /** Servers of equal seeds issue equal tokens to equal requests. */
  readonly seed?: string;
  /** Told which part of the state a request reads or writes: `session:<id>` or `user:<name>`. */
  readonly onAccess?: AccessListener;
}

/**
 * A user pool with one app client, as a plain synchronous state machine: no clock, no randomness, no I/O of its
 * own. What is drawn at random is derived from the seed and the name of the request.
 */
export class FakeCognito {
  readonly options: CognitoOptions;
  readonly now: () => number;
  readonly log: ServerEvent[] = [];
  readonly #seed: string;
  readonly #onAccess: AccessListener | undefined;
  readonly #users = new Map<string, User>();
  readonly #sessions = new Map<string, Session>();
  readonly #tokens = new Map<string, Omit<TokenFacts, 'spent'>>();
  #requests = 0;

  constructor({ now, seed = '', onAccess, ...options }: FakeCognitoSettings) {
    this.options = { ...DEFAULT_COGNITO_OPTIONS, ...options };
    this.now = now;
    this.#seed = seed;
    this.#onAccess = onAccess;
  }

  addUser({ username, password, email = `${username}@example.com` }: NewUser): void {
    this.#users.set(username, {
      username,
      password,
      email,
      sub: derivedUuid('sub', this.#seed, username),
      enabled: true,
    });
  }

  /** As an administrator does; a disabled user can neither sign in nor refresh. */
  setEnabled(username: string, enabled: boolean): void {
    const user = this.#users.get(username);
    if (!user) throw new TypeError(`no user "${username}"`);
    user.enabled = enabled;
  }

  /**
   * Signs a user in without the wire, for a state to start from.
   * @param issuedAt ms since the Unix epoch, now by default
   */
  startSession(username: string, { issuedAt = this.now() }: { readonly issuedAt?: number } = {}): TokenSet {
    const user = this.#users.get(username);
    if (!user) throw new TypeError(`no user "${username}"`);
    return this.openSession(user, issuedAt, `start ${this.#sessions.size + 1}`).tokens;
  }

  /**
   * The whole reaction to one request. State changes here.
   * @param entropy names the request; by default they are counted
   */
  respond(request: WireRequest, entropy?: string): WireResponse {
    this.#requests += 1;
    const url = new URL(request.url);
    if (request.method === 'GET') return this.#publish(url.pathname);
    const target = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
    const invocationId = request.headers['amz-sdk-invocation-id'];
    try {
      const operation = OPERATIONS[target];
      if (!operation) throw new ServiceError('UnknownOperationException', `no operation "${target}"`);
      const output = operation(parseInput(request.body), {
        server: this,
        entropy: entropy ?? `request ${this.#requests}`,
      });
      this.log.push({ operation: target, outcome: 'ok', reuse: false, invocationId });
      return { status: 200, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(output) };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      this.log.push({ operation: target, outcome: error.code, reuse: error.reuse, invocationId });
      return errorResponse(error, this.options.errorTypeHeader);
    }
  }

  /** What is known of a token; undefined if it was never issued here. */
  inspect(token: string): TokenFacts | undefined {
    const facts = this.#tokens.get(token);
    if (!facts) return undefined;
    const refreshToken = this.#sessions
      .get(facts.sessionId)
      ?.refreshTokens.find(({ value }) => value === token);
    return { ...facts, spent: refreshToken?.spentAt !== undefined };
  }

  /** Whether a refresh with this token would succeed now. */
  honours(refreshToken: string): boolean {
    const session = this.sessionOf(refreshToken);
    const token = session?.refreshTokens.find(({ value }) => value === refreshToken);
    if (!session || !token || session.revoked || this.now() >= session.expiresAt) return false;
    if (!this.#users.get(session.username)?.enabled) return false;
    const grace = this.options.rotation?.graceSeconds ?? 0;
    return token.spentAt === undefined || this.now() < token.spentAt + grace * 1000;
  }

  sessions(): readonly SessionFacts[] {
    return [...this.#sessions.values()].map(({ id, username, revoked, expiresAt, refreshTokens }) => ({
      id,
      username,
      revoked,
      expiresAt,
      newestRefreshToken: refreshTokens.at(-1)?.value ?? '',
    }));
  }

  /** A digest of all that can make a difference to a later request. Hex. */
  fingerprint(): string {
    const users = [...this.#users.values()].map(({ username, enabled }) => `${username} ${enabled}`);
    const sessions = [...this.#sessions.values()].map(({ id, revoked, refreshTokens }) => {
      const tokens = refreshTokens.map(({ value, spentAt }) => `${value.slice(-22)} ${spentAt ?? '-'}`);
      return `${id} ${revoked} ${tokens.join(' ')}`;
    });
    return createHash('sha256')
      .update([...users.sort(), ...sessions.sort()].join('\n'))
      .digest('hex');
  }

  // What follows is for the operations.

  /** @throws {ServiceError} for another app client's id */
  checkClient(clientId: string): void {
    if (clientId === this.options.clientId) return;
    throw new ServiceError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
  }

  user(username: string): User | undefined {
    this.touch('read', `user:${username}`);
    return this.#users.get(username);
  }

  removeUser(username: string): void {
    this.touch('write', `user:${username}`);
    this.#users.delete(username);
  }

  openSession(user: User, at: number, entropy: string): { session: Session; tokens: TokenSet } {
    const session: Session = {
      id: derivedUuid('session', this.#seed, entropy),
      username: user.username,
      signedInAt: at,
      expiresAt: at + this.options.refreshTokenSeconds * 1000,
      revoked: false,
      refreshTokens: [],
      issued: 0,
    };
    this.touch('write', `session:${session.id}`);
    this.#sessions.set(session.id, session);
    const { value: refreshToken } = this.addRefreshToken(session, entropy);
    return { session, tokens: { ...this.issue(user, session, entropy, at), refreshToken } };
  }

  issue(
    user: User,
    session: Session,
    entropy: string,
    at = this.now(),
  ): { accessToken: string; idToken: string } {
    const issuance = `${this.#seed}/${entropy}`;
    const tokens = issueTokens(this.options, user, session, issuance, at);
    session.issued += 1;
    const common = {
      username: user.username,
      sessionId: session.id,
      issuance,
      ordinal: session.issued,
      issuedAt: at,
    };
    const { accessTokenSeconds, idTokenSeconds } = this.options;
    this.#tokens.set(tokens.accessToken, {
      ...common,
      kind: 'access',
      expiresAt: at + accessTokenSeconds * 1000,
    });
    this.#tokens.set(tokens.idToken, { ...common, kind: 'id', expiresAt: at + idTokenSeconds * 1000 });
    return tokens;
  }

  addRefreshToken(session: Session, entropy: string): RefreshToken {
    const issuance = `${this.#seed}/${entropy}`;
    const token: RefreshToken = { value: issueRefreshToken(session, issuance), spentAt: undefined };
    session.refreshTokens.push(token);
    this.#tokens.set(token.value, {
      kind: 'refresh',
      username: session.username,
      sessionId: session.id,
      issuance,
      ordinal: session.refreshTokens.length,
      issuedAt: this.now(),
      expiresAt: session.expiresAt,
    });
    return token;
  }

  sessionOf(refreshToken: string): Session | undefined {
    const facts = this.#tokens.get(refreshToken);
    return facts?.kind === 'refresh' ? this.#sessions.get(facts.sessionId) : undefined;
  }

  sessionsOf(username: string): Session[] {
    return [...this.#sessions.values()].filter((session) => session.username === username);
  }

  revoke(session: Session): void {
    this.touch('write', `session:${session.id}`);
    session.revoked = true;
  }

  /** Says that the request in progress reads or writes a part of the state. */
  touch(mode: 'read' | 'write', location: string): void {
    this.#onAccess?.(mode, location);
  }

  #publish(path: string): WireResponse {
    const document = publishedDocument(path, this.options);
    return {
      status: document ? 200 : 404,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(document ?? { message: `nothing is published at ${path}` }),
    };
  }
}

function parseInput(body: string): Readonly<Record<string, unknown>> {
  try {
    const input: unknown = JSON.parse(body);
    if (typeof input === 'object' && input !== null) return input as Readonly<Record<string, unknown>>;
  } catch {
    // Answered below, as Cognito does.
  }
  throw new ServiceError('SerializationException', 'The body is not a JSON object');
}
