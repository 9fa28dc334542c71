import { notAuthorized, ServiceError } from '../service-error.ts';
import { type Call, checkClient, type Operation, text } from './operation.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html */
export const revokeToken: Operation = (input, call) => {
  checkClient(input, call);
  revoke(text(input, 'Token'), call);
  return {};
};

/** Ends the session of a refresh token: it, its successors and all access and id tokens that came of them. */
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
  if (options.revokeAgain !== 'success' && (!session || pool.session(session.id)?.revoked)) {
    throw notAuthorized(options.invalidRefreshTokenMessage);
  }
  if (session) pool.revoke(session);
}
