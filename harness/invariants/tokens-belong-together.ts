import type { Execution } from '../execution/execution.ts';
import type { Breach, Invariant } from './invariant.ts';
import { readStoredSession, type StoredSession } from './stored-session.ts';

/**
 * A set of tokens that the app gets, or that is stored, belongs to one user, whose name it is stored under, and one
 * sign-in. Tokens of two
 * refreshes of the same sign-in may mix: Cognito honours each by itself until it expires.
 */
export const tokensBelongTogether: Invariant = {
  name: 'tokens-belong-together',
  statement:
    'The tokens returned together or stored together are of one user and one sign-in, and stored under that user.',
  check(execution) {
    for (const { api, value } of execution.calls) {
      if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'session')
        continue;
      const { accessToken, idToken } = value as { accessToken?: string; idToken?: string };
      const breach = mixed(execution, [accessToken, idToken], `${api} returned`);
      if (breach) return breach;
    }
    for (const device of execution.devices.values()) {
      const stored = readStoredSession(device, execution.server.options.clientId);
      const breach = mixed(
        execution,
        [stored.accessToken, stored.idToken, stored.refreshToken],
        'storage holds',
      );
      if (breach) return breach;
      // Where the storage has lost the name, Amplify takes its stand-in.
      const mayBeLost = (device.brokenEntries?.().length ?? 0) > 0;
      const owner = mayBeLost ? undefined : ownerOf(stored, execution);
      if (owner !== undefined && stored.username !== owner) {
        return {
          symptom: "storage holds tokens under a name that is not their user's",
          message: "the tokens that storage holds are stored under a name that is not their user's",
        };
      }
    }
    return undefined;
  },
};

/** Whose tokens are stored; undefined where that user may have signed in by another name than the server's. */
function ownerOf(stored: StoredSession, { server }: Execution): string | undefined {
  if (server.options.emailAlias) return undefined;
  const token = stored.accessToken ?? stored.idToken ?? stored.refreshToken;
  return token === undefined ? undefined : server.inspect(token)?.username;
}

function mixed(
  execution: Execution,
  tokens: readonly (string | undefined)[],
  where: string,
): Breach | undefined {
  const facts = tokens.flatMap((token) => (token ? [execution.server.inspect(token)] : []));
  if (facts.some((fact) => !fact)) {
    return { symptom: `${where} a foreign token`, message: `${where} a token that the server never issued` };
  }
  if (new Set(facts.map((fact) => fact?.username)).size > 1) {
    return { symptom: `${where} tokens of two users`, message: `${where} tokens of two users` };
  }
  if (new Set(facts.map((fact) => fact?.sessionId)).size > 1) {
    return { symptom: `${where} tokens of two sign-ins`, message: `${where} tokens of two sign-ins` };
  }
  return undefined;
}
