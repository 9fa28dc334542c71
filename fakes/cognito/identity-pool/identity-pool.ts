import { derivedUuid } from '../derived.ts';
import { notAuthorized, ServiceError } from '../service-error.ts';
import type { Surroundings } from '../surroundings.ts';
import { type AwsCredentials, credentialsFor } from './aws-credentials.ts';

/** The user that a valid id token speaks for. */
export interface Login {
  readonly sub: string;
  readonly username: string;
}

interface Identity {
  readonly id: string;
  /** Undefined for a guest. */
  login: Login | undefined;
  /** The user's identity that a guest's has been merged into. It is disabled from then on. */
  mergedInto: string | undefined;
}

/** What is known of an identity. */
export interface IdentityFacts {
  readonly id: string;
  /** Undefined for a guest. */
  readonly username: string | undefined;
  readonly mergedInto: string | undefined;
}

/** What is known of AWS credentials. */
export interface CredentialsFacts {
  readonly identityId: string;
  /** Undefined for those of a guest. */
  readonly username: string | undefined;
  readonly expiresAt: number;
}

const SECOND = 1000;

/**
 * Identities of guests and users, and the AWS credentials given to them.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/switching-identities.html
 */
export class IdentityPool {
  readonly #around: Surroundings;
  readonly #identities = new Map<string, Identity>();
  /** Identities of users, by `sub`. */
  readonly #byLogin = new Map<string, string>();
  readonly #credentials = new Map<string, CredentialsFacts>();

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** A user's identity, made at first; a new one for every guest. */
  identify(login: Login | undefined, entropy: string): string {
    const { seed, options } = this.#around;
    const region = options.identityPoolId.split(':')[0];
    if (!login) {
      if (!options.guestAccess) throw guestsRefused();
      return this.#add(`${region}:${derivedUuid('guest', seed, entropy)}`, undefined);
    }
    const known = this.#ofLogin(login);
    if (known !== undefined) return known;
    const id = this.#add(`${region}:${derivedUuid('identity', seed, login.sub)}`, login);
    this.#link(login, id);
    return id;
  }

  /** The identity that credentials are given to: with a login, a guest's becomes the user's. */
  settle(id: string, login: Login | undefined): string {
    this.#around.touch('read', `identity:${id}`);
    const identity = this.#identities.get(id);
    if (!identity) throw new ServiceError('ResourceNotFoundException', `Identity '${id}' not found.`);
    if (!login) {
      // An identity that has been a user's, or has been merged, is never a guest's again (amplify-js#6616).
      if (identity.login || identity.mergedInto !== undefined) {
        throw notAuthorized(`Access to Identity '${id}' is forbidden.`);
      }
      if (!this.#around.options.guestAccess) throw guestsRefused();
      return id;
    }
    if (identity.login) {
      if (identity.login.sub === login.sub) return id;
      throw notAuthorized(
        "Logins don't match. Please include at least one valid login for this identity or identity pool.",
      );
    }
    return this.#adopt(identity, login);
  }

  credentials(identityId: string, login: Login | undefined, entropy: string): AwsCredentials {
    const { seed, options } = this.#around;
    const expiresAt = this.#around.now() + options.credentialsSeconds * SECOND;
    const credentials = credentialsFor(`${seed}/${entropy}`, expiresAt);
    this.#credentials.set(credentials.AccessKeyId, { identityId, username: login?.username, expiresAt });
    return credentials;
  }

  inspectIdentity(id: string): IdentityFacts | undefined {
    const identity = this.#identities.get(id);
    return identity && { id, username: identity.login?.username, mergedInto: identity.mergedInto };
  }

  inspectCredentials(accessKeyId: string): CredentialsFacts | undefined {
    return this.#credentials.get(accessKeyId);
  }

  /** A line for each part of the state, in an order that does not depend on how it came about. */
  describe(): string[] {
    return [...this.#identities.values()]
      .map(({ id, login, mergedInto }) => `identity ${id} ${login?.sub ?? '-'} ${mergedInto ?? '-'}`)
      .sort();
  }

  /** Links a guest's identity to its user, or merges it into the one that the user has already. */
  #adopt(guest: Identity, login: Login): string {
    const known = this.#ofLogin(login);
    if (guest.mergedInto !== undefined && guest.mergedInto !== known) {
      throw notAuthorized(`Access to Identity '${guest.id}' is forbidden.`);
    }
    this.#around.touch('write', `identity:${guest.id}`);
    if (known !== undefined) {
      guest.mergedInto = known;
      return known;
    }
    guest.login = login;
    this.#link(login, guest.id);
    return guest.id;
  }

  #add(id: string, login: Login | undefined): string {
    this.#around.touch('write', `identity:${id}`);
    this.#identities.set(id, { id, login, mergedInto: undefined });
    return id;
  }

  #ofLogin({ sub }: Login): string | undefined {
    this.#around.touch('read', `login:${sub}`);
    return this.#byLogin.get(sub);
  }

  #link({ sub }: Login, id: string): void {
    this.#around.touch('write', `login:${sub}`);
    this.#byLogin.set(sub, id);
  }
}

function guestsRefused(): ServiceError {
  return notAuthorized('Unauthenticated access is not supported for this identity pool.');
}
