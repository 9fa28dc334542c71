import { createHash } from 'node:crypto';
import type { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { WireResponse } from '../../../fakes/cognito/wire.ts';
import type { OutcomeFacts } from '../../../results/step-facts.ts';
import { userWord } from '../scenario/id-names.ts';

const KEY_PREFIX = 'CognitoIdentityServiceProvider';
/** Keys that are the same in every app, such as `amplify-signin-with-hostedUI`. */
const FIXED_KEY = /^(aws-)?amplify-[A-Za-z-]+$/;
const LONGEST_PLAIN_VALUE = 24;

/**
 * Words for what passes through a world. Tokens become `refresh#1` (the first of its kind in its session), user
 * names `user1`, anything long a digest, so that nothing secret is ever printed or written.
 */
export class Words {
  readonly #server: FakeCognito;
  readonly #usernames: readonly string[];
  readonly #tokenHashes: boolean;

  /** @param tokenHashes whether a token's name has the beginning of its SHA-256, `refresh#1@9f86d081884c7d65` */
  constructor(server: FakeCognito, usernames: readonly string[], tokenHashes = false) {
    this.#server = server;
    this.#usernames = usernames;
    this.#tokenHashes = tokenHashes;
  }

  /** `CognitoIdentityServiceProvider.<client>.<user>.accessToken` is `accessToken`, of another user `user2/accessToken`. */
  key(key: string): string {
    const prefix = `${KEY_PREFIX}.${this.#server.options.clientId}.`;
    if (!key.startsWith(prefix)) return FIXED_KEY.test(key) ? key : this.value(key);
    const rest = key.slice(prefix.length);
    const dot = rest.lastIndexOf('.');
    if (dot < 0) return rest;
    const owner = rest.slice(0, dot);
    const name = rest.slice(dot + 1);
    return owner === this.#usernames[0] ? name : `${this.user(owner)}/${name}`;
  }

  value(value: string): string {
    const facts = this.#server.inspect(value);
    if (facts) {
      const name = `${facts.kind}#${facts.ordinal}`;
      return this.#tokenHashes ? `${name}@${digest(value).slice(0, 16)}` : name;
    }
    if (this.#usernames.includes(value)) return this.user(value);
    if (this.#isPlain(value)) return JSON.stringify(value);
    return `(${value.length} characters, ${digest(value).slice(0, 8)})`;
  }

  /** The same for data: what can be shown as it is has no quotes. */
  text(value: string): string {
    const hasName = this.#server.inspect(value) !== undefined || this.#usernames.includes(value);
    return !hasName && this.#isPlain(value) ? value : this.value(value);
  }

  user(name: string): string {
    const index = this.#usernames.indexOf(name);
    // Amplify's own stand-in where it finds no LastAuthUser is no secret.
    if (index < 0) return name === 'username' ? '"username"' : `(user ${digest(name).slice(0, 8)})`;
    return userWord(index);
  }

  #isPlain(value: string): boolean {
    return value.length <= LONGEST_PLAIN_VALUE && !this.#usernames.some((name) => value.includes(name));
  }
}

/** SHA-256, hex. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether the server did as asked, or its error. */
export function outcomeOf({ status, headers }: WireResponse): OutcomeFacts {
  if (status === 200) return { code: 'answered' };
  const error = headers['x-amzn-errortype'] ?? headers['x-amzn-ErrorType'] ?? 'error';
  return { code: 'refused', error: error.split(':')[0] ?? error };
}
