import { describe, expect, test } from 'vitest';
import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { Words } from '../../simulation/execution/words.ts';
import { describeAftermath, type Seen } from './describe.ts';
import type { Expected } from './expected.ts';

const words = new Words(new FakeCognito({ now: () => 0 }), ['alice', 'bob']);

const resolved = <T>(value: T) => ({ status: 'resolved', value }) as const;
const user = (username: string) => resolved({ kind: 'user', signedIn: true, username } as const);
const session = resolved({ kind: 'session', signedIn: true, accessToken: 'token' } as const);
const noUser = resolved({ kind: 'user', signedIn: false } as const);
const noSession = resolved({ kind: 'session', signedIn: false } as const);
const refused = { status: 'rejected', error: new TypeError('secret') } as const;
const hangs = { status: 'hangs' } as const;

const wasSignedIn: Expected = { kind: 'signed-in', username: 'alice' };

const WELL: Seen = {
  atOnce: user('alice'),
  user: user('alice'),
  session,
  owner: 'alice',
  storedAs: 'alice',
  tokensStored: true,
};
const OUT: Seen = {
  atOnce: noUser,
  user: noUser,
  session: noSession,
  owner: undefined,
  storedAs: undefined,
  tokensStored: false,
};

describe('after a restart', () => {
  test.each<[Expected, Partial<Seen>, string, string]>([
    [wasSignedIn, WELL, 'nothing-lost', 'signed in, nothing lost'],
    [
      wasSignedIn,
      { ...WELL, storedAs: 'username' },
      'another-name',
      'signed in, but the session is stored under the name "username" instead of the user\'s',
    ],
    [
      wasSignedIn,
      { ...WELL, storedAs: undefined },
      'another-name',
      "signed in, but the session is stored under no name instead of the user's",
    ],
    [
      wasSignedIn,
      { ...WELL, user: user('bob'), owner: 'bob', storedAs: 'bob' },
      'another-name',
      'signed in as user2, who is somebody else',
    ],
    [wasSignedIn, { ...WELL, owner: 'bob' }, 'another-name', 'signed in as user1, with tokens of user2'],
    [wasSignedIn, OUT, 'signed-out', 'signed out although the server would still honour the session'],
    [
      wasSignedIn,
      { ...OUT, atOnce: user('alice') },
      'signed-out',
      'signed in until the access token expires, then signed out although the server would still honour the session',
    ],
    [
      wasSignedIn,
      { ...OUT, user: refused },
      'signed-out',
      'signed out although the server would still honour the session (getCurrentUser: fails (TypeError); refresh: signed out)',
    ],
    [{ kind: 'dead' }, OUT, 'signed-out', 'signed out, and the server no longer honours the session'],
    [{ kind: 'signed-out' }, OUT, 'as-asked', 'signed out, as asked'],
    [
      { kind: 'signed-out' },
      { ...OUT, tokensStored: true },
      'tokens-left',
      'signed out, as asked, but tokens are still stored',
    ],
    [
      { kind: 'signed-out' },
      { ...OUT, atOnce: user('alice') },
      'signed-in-again',
      'signed in as user1 although the user has signed out, until the access token expires',
    ],
    [{ kind: 'signed-out' }, WELL, 'signed-in-again', 'signed in as user1 although the user has signed out'],
    [{ kind: 'open' }, WELL, 'signed-in', 'signed in as user1'],
    [{ kind: 'open' }, OUT, 'signed-out', 'signed out'],
    [
      wasSignedIn,
      { ...WELL, session: refused },
      'other',
      'getCurrentUser: signed in as user1; refresh: fails (TypeError)',
    ],
    [wasSignedIn, { ...WELL, user: hangs, session: hangs }, 'other', 'getCurrentUser: hangs; refresh: hangs'],
  ])('expected %j, seen %j: %s', (expected, seen, outcome, sentence) => {
    expect(describeAftermath(expected, { ...WELL, ...seen }, words)).toEqual({ outcome, sentence });
  });
});
