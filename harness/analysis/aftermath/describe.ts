import type { Aftermath } from '../../../results/types.ts';
import type { SessionResult, UserResult } from '../../amplify/client/auth-client.ts';
import type { Words } from '../../simulation/execution/words.ts';
import type { Expected } from './expected.ts';

/** The outcome of a call. */
export type Answer<T> =
  | { readonly status: 'resolved'; readonly value: T }
  | { readonly status: 'rejected'; readonly error: unknown }
  | { readonly status: 'hangs' };

/** The answers that an app gets after its restart, and the contents of its device then. */
export interface Seen {
  /** The answer of `getCurrentUser` right after the restart. */
  readonly atOnce: Answer<UserResult>;
  /** The answer of `getCurrentUser` after the access token has expired. */
  readonly user: Answer<UserResult>;
  /** The answer of `fetchAuthSession` after that, with a forced refresh. */
  readonly session: Answer<SessionResult>;
  /** The user to whom the session's tokens belong. */
  readonly owner: string | undefined;
  /** The user under whose name the session is stored. */
  readonly storedAs: string | undefined;
  /** Whether any user's token is stored. */
  readonly tokensStored: boolean;
}

type Told = Pick<Aftermath, 'outcome' | 'sentence'>;

/** What the user of a device sees, in words. */
export function describeAftermath(expected: Expected, seen: Seen, words: Words): Told {
  const { atOnce, user, session } = seen;
  if (signedIn(user) && signedIn(session)) return whenSignedIn(expected, seen, words);
  const told = `getCurrentUser: ${inWords(user, words)}; refresh: ${inWords(session, words)}`;
  if (signedOut(session)) {
    const { outcome, sentence } = whenSignedOut(expected, seen);
    const then = signedOut(user) ? sentence : `${sentence} (${told})`;
    if (!signedIn(atOnce)) return { outcome, sentence: then };
    return expected.kind === 'signed-out'
      ? {
          outcome: 'signed-in-again',
          sentence: `${inWords(atOnce, words)} although the user has signed out, until the access token expires`,
        }
      : { outcome, sentence: `signed in until the access token expires, then ${then}` };
  }
  return { outcome: 'other', sentence: told };
}

function whenSignedIn(expected: Expected, { user, owner, storedAs }: Seen, words: Words): Told {
  const name = (user.status === 'resolved' && user.value.username) || '';
  const who = `signed in as ${words.user(name)}`;
  if (owner !== name) {
    return {
      outcome: 'another-name',
      sentence: `${who}, with tokens of ${owner === undefined ? 'nobody' : words.user(owner)}`,
    };
  }
  if (expected.kind === 'signed-out') {
    return { outcome: 'signed-in-again', sentence: `${who} although the user has signed out` };
  }
  if (expected.kind !== 'signed-in') return { outcome: 'signed-in', sentence: who };
  if (name !== expected.username)
    return { outcome: 'another-name', sentence: `${who}, who is somebody else` };
  if (storedAs !== name) {
    return {
      outcome: 'another-name',
      sentence: `signed in, but the session is stored under ${storedAs === undefined ? 'no name' : `the name ${words.user(storedAs)}`} instead of the user's`,
    };
  }
  return { outcome: 'nothing-lost', sentence: 'signed in, nothing lost' };
}

function whenSignedOut(expected: Expected, { tokensStored }: Seen): Told {
  switch (expected.kind) {
    case 'signed-in':
      return {
        outcome: 'signed-out',
        sentence: 'signed out although the server would still honour the session',
      };
    case 'dead':
      return {
        outcome: 'signed-out',
        sentence: 'signed out, and the server no longer honours the session',
      };
    case 'signed-out':
      return tokensStored
        ? { outcome: 'tokens-left', sentence: 'signed out, as asked, but tokens are still stored' }
        : { outcome: 'as-asked', sentence: 'signed out, as asked' };
    case 'open':
      return { outcome: 'signed-out', sentence: 'signed out' };
  }
}

function signedIn(answer: Answer<SessionResult | UserResult>): boolean {
  return answer.status === 'resolved' && answer.value.signedIn;
}

function signedOut(answer: Answer<SessionResult | UserResult>): boolean {
  return answer.status === 'resolved' && !answer.value.signedIn;
}

function inWords(answer: Answer<SessionResult | UserResult>, words: Words): string {
  if (answer.status === 'hangs') return 'hangs';
  if (answer.status === 'rejected') {
    return `fails (${answer.error instanceof Error ? answer.error.name : 'something that is not an Error'})`;
  }
  const { value } = answer;
  if (!value.signedIn) return 'signed out';
  return value.kind === 'user' && value.username !== undefined
    ? `signed in as ${words.user(value.username)}`
    : 'signed in';
}
