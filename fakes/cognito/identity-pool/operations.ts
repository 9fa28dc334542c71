import { type Operation, text } from '../operations/operation.ts';
import { ServiceError } from '../service-error.ts';
import { readLogins } from './login.ts';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
export const getId: Operation = (input, call) => {
  const poolId = text(input, 'IdentityPoolId');
  if (poolId !== call.pool.around.options.identityPoolId) {
    throw new ServiceError('ResourceNotFoundException', `IdentityPool '${poolId}' not found.`);
  }
  return { IdentityId: call.identities.identify(readLogins(input, call), call.entropy) };
};

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html */
export const getCredentialsForIdentity: Operation = (input, call) => {
  const login = readLogins(input, call);
  const identityId = call.identities.settle(text(input, 'IdentityId'), login);
  const credentials = call.identities.credentials(identityId, login, call.entropy);
  return { Credentials: credentials, IdentityId: identityId };
};
