import { createHash } from 'node:crypto';
import type { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { WireRequest, WireResponse } from '../../../fakes/cognito/wire.ts';

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

  constructor(server: FakeCognito, usernames: readonly string[]) {
    this.#server = server;
    this.#usernames = usernames;
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
    if (facts) return `${facts.kind}#${facts.ordinal}`;
    if (this.#usernames.includes(value)) return this.user(value);
    if (value.length <= LONGEST_PLAIN_VALUE && !this.#usernames.some((name) => value.includes(name))) {
      return JSON.stringify(value);
    }
    return `(${value.length} characters, ${digest(value).slice(0, 8)})`;
  }

  request(request: WireRequest): string {
    return operationOf(request);
  }

  response(request: WireRequest, response: WireResponse): string {
    if (response.status === 200) return `${operationOf(request)} answered`;
    const error = response.headers['x-amzn-errortype'] ?? response.headers['x-amzn-ErrorType'] ?? 'error';
    return `${operationOf(request)} refused: ${error.split(':')[0]}`;
  }

  user(name: string): string {
    const index = this.#usernames.indexOf(name);
    // Amplify's own stand-in where it finds no LastAuthUser is no secret.
    if (index < 0) return name === 'username' ? '"username"' : `(user ${digest(name).slice(0, 8)})`;
    return `user${index + 1}`;
  }
}

/** SHA-256, hex. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function operationOf(request: WireRequest): string {
  return request.headers['x-amz-target']?.split('.').at(-1) ?? new URL(request.url).pathname;
}
