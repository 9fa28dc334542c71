import { getCredentialsForIdentity, getId } from './identity-pool/operations.ts';
import { confirmDevice, forgetDevice, listDevices, updateDeviceStatus } from './operations/devices.ts';
import { getTokensFromRefreshToken } from './operations/get-tokens-from-refresh-token.ts';
import { initiateAuth } from './operations/initiate-auth.ts';
import type { Operation } from './operations/operation.ts';
import { respondToAuthChallenge } from './operations/respond-to-auth-challenge.ts';
import { revokeToken } from './operations/revoke-token.ts';
import { confirmSignUp, resendConfirmationCode, signUp } from './operations/sign-up.ts';
import { deleteUser, getUser, globalSignOut } from './operations/with-access-token.ts';

/** Operations by `X-Amz-Target`. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...inService('AWSCognitoIdentityProviderService', {
    ConfirmDevice: confirmDevice,
    ConfirmSignUp: confirmSignUp,
    DeleteUser: deleteUser,
    ForgetDevice: forgetDevice,
    GetTokensFromRefreshToken: getTokensFromRefreshToken,
    GetUser: getUser,
    GlobalSignOut: globalSignOut,
    InitiateAuth: initiateAuth,
    ListDevices: listDevices,
    ResendConfirmationCode: resendConfirmationCode,
    RespondToAuthChallenge: respondToAuthChallenge,
    RevokeToken: revokeToken,
    SignUp: signUp,
    UpdateDeviceStatus: updateDeviceStatus,
  }),
  ...inService('AWSCognitoIdentityService', {
    GetCredentialsForIdentity: getCredentialsForIdentity,
    GetId: getId,
  }),
};

function inService(service: string, operations: Record<string, Operation>): Record<string, Operation> {
  const entries = Object.entries(operations);
  return Object.fromEntries(entries.map(([name, operation]) => [`${service}.${name}`, operation]));
}
