import { ServiceError } from '../service-error.ts';
import { type Call, checkClient, type Operation, text } from './operation.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const revokeToken: Operation = (input, call) => {
  // Its service model does not list ResourceNotFoundException, as those of other operations do.
  checkClient(input, call, 'UnauthorizedException');
  revoke(text(input, 'Token'), call);
  return {};
};

/**
 * Ends the session of a refresh token: it, its successors and all access and id tokens that came of them; or, where it
 * is set up so, one that has been replaced alone.
 */
export function revoke(token: string, { pool }: Call): void {
  const { options } = pool.around;
  if (!options.revocation) {
    throw new ServiceError('UnsupportedOperationException', 'Revocation is not enabled for this client');
  }
  const kind = pool.ledger.issued(token)?.kind;
  if (kind === 'access' || kind === 'id') {
    throw new ServiceError('UnsupportedTokenTypeException', 'Unsupported token type');
  }
  const session = pool.sessionOf(token);
  const found = session?.refreshTokens.find(({ value }) => value === token);
  if (options.revokeAgain !== 'success') {
    const live = session && found && !pool.session(session.id)?.revoked && !found.ended;
    if (!live) throw new ServiceError(options.revokeAgain, options.invalidRefreshTokenMessage);
  }
  if (!session || !found) return;
  if (found.spentAt !== undefined && options.revokeReplaced === 'token') pool.endToken(session, found);
  else pool.revoke(session);
}
