import type { DeviceState, Execution } from '../execution/execution.ts';
import { type Breach, type Invariant, judgeEach } from './invariant.ts';
import { readStoredSession, type StoredSession } from './stored-session.ts';

/**
 * A set of tokens that the app gets, or that is stored, belongs to one user, whose name it is stored under, and one
 * sign-in. Tokens of two
 * refreshes of the same sign-in may mix: Cognito honours each by itself until it expires.
 */
export const tokensBelongTogether: Invariant = {
  name: 'tokens-belong-together',
  statement:
    "Tokens that are returned or stored together belong to one user and one sign-in, and are stored under that user's name.",
  check(execution) {
    const returned = execution.calls.flatMap(({ api, value }) => {
      if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'session')
        return [];
      const { accessToken, idToken } = value as { accessToken?: string; idToken?: string };
      return [{ where: [api, 'returned'] as const, tokens: [accessToken, idToken] }];
    });
    const stored = [...execution.devices.values()].map((device) => {
      const session = readStoredSession(device, execution.server.options.clientId);
      const { accessToken, idToken, refreshToken } = session;
      return {
        where: ['storage', 'holds'] as const,
        tokens: [accessToken, idToken, refreshToken],
        device,
        session,
      };
    });
    const sets = [...returned, ...stored].filter(({ tokens }) => tokens.some((token) => token));
    return judgeEach<TokensSomewhere>(
      sets,
      ({ where, tokens, device, session }) =>
        mixed(execution, tokens, where) ??
        (device && session && underAnotherName(device, session, execution)),
    );
  },
};

/** Who has them, and how. */
type Where = readonly [who: string, does: 'returned' | 'holds'];

/** Tokens that were returned together, or are stored together. */
interface TokensSomewhere {
  readonly where: Where;
  readonly tokens: readonly (string | undefined)[];
  /** Where they are stored. */
  readonly device?: DeviceState;
  readonly session?: StoredSession;
}

function underAnotherName(
  device: DeviceState,
  session: StoredSession,
  execution: Execution,
): Breach | undefined {
  // Where the storage has lost the name, Amplify takes its stand-in.
  const mayBeLost = (device.brokenEntries?.().length ?? 0) > 0;
  const owner = mayBeLost ? undefined : ownerOf(session, execution);
  if (owner === undefined || session.username === owner) return undefined;
  return {
    symptom: 'storage-holds-tokens-under-another-name',
    message: "the tokens that storage holds are stored under a name that is not their user's",
  };
}

/** Whose tokens are stored; undefined where that user may have signed in by another name than the server's. */
function ownerOf(stored: StoredSession, { server }: Execution): string | undefined {
  if (server.options.emailAlias) return undefined;
  const token = stored.accessToken ?? stored.idToken ?? stored.refreshToken;
  return token === undefined ? undefined : server.inspect(token)?.username;
}

function mixed(
  execution: Execution,
  tokens: readonly (string | undefined)[],
  where: Where,
): Breach | undefined {
  const facts = tokens.flatMap((token) => (token ? [execution.server.inspect(token)] : []));
  if (facts.some((fact) => !fact)) {
    return breach(where, 'foreign-token', 'a token that the server never issued');
  }
  if (new Set(facts.map((fact) => fact?.username)).size > 1) {
    return breach(where, 'tokens-of-two-users', 'tokens of two users');
  }
  if (new Set(facts.map((fact) => fact?.sessionId)).size > 1) {
    return breach(where, 'tokens-of-two-sign-ins', 'tokens of two sign-ins');
  }
  return undefined;
}

function breach(where: Where, code: string, words: string): Breach {
  const [who, does] = where;
  return { symptom: `${who}-${does}-${code}`, message: `${who} ${does} ${words}` };
}
