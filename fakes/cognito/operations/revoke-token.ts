import { ServiceError } from '../service-error.ts';
import { type Operation, text } from './operation.ts';

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 * An unknown or already revoked token is answered as a success (RFC 7009, 2.2).
 */
export const revokeToken: Operation = (input, { server }) => {
  server.checkClient(text(input, 'ClientId'));
  if (!server.options.revocation) {
    throw new ServiceError('UnsupportedOperationException', 'Revocation is not enabled for this client');
  }
  const token = text(input, 'Token');
  const kind = server.inspect(token)?.kind;
  if (kind === 'access' || kind === 'id') {
    throw new ServiceError('UnsupportedTokenTypeException', 'Unsupported token type');
  }
  const session = server.sessionOf(token);
  if (session) server.revoke(session);
  return {};
};
