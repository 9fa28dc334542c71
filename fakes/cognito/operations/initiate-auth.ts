import { notAuthorized, ServiceError } from '../service-error.ts';
import { unknownUser } from '../user-pool.ts';
import { type Call, checkClient, invalidParameter, type Operation, text } from './operation.ts';
import { refresh } from './refresh.ts';
import { passwordProved, WRONG_PASSWORD } from './sign-in.ts';
import { srpChallenge, userSubject } from './srp-challenge.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth: Operation = (input, call) => {
  checkClient(input, call);
  const parameters = input.AuthParameters;
  switch (text(input, 'AuthFlow')) {
    case 'USER_SRP_AUTH':
      return signInBySrp(parameters, call);
    case 'USER_PASSWORD_AUTH':
      return signInWithPassword(parameters, call);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refreshTokenAuth(parameters, call);
    default:
      throw invalidParameter(`AuthFlow ${text(input, 'AuthFlow')} is not one that this fake knows`);
  }
};

/** A captured reply has no `Session`: the client sends back the `SECRET_BLOCK`. */
function signInBySrp(parameters: unknown, call: Call): object {
  const { pool } = call;
  const login = text(parameters, 'USERNAME');
  const user = pool.userByLogin(login);
  if (!user && !pool.around.options.hidesUserExistence) throw unknownUser(pool.around, '');
  const subject = userSubject(pool, login, user);
  const username = subject.prover.id;
  const deviceKey = text(parameters, 'DEVICE_KEY');
  const context = {
    input: parameters,
    progress: { username, deviceKey, byPassword: false, passedMfa: false, passedDevice: false },
    parameters: { USERNAME: username, USER_ID_FOR_SRP: username },
  };
  return srpChallenge('PASSWORD_VERIFIER', subject, context, call);
}

function signInWithPassword(parameters: unknown, call: Call): object {
  const { pool } = call;
  const user = pool.userByLogin(text(parameters, 'USERNAME'));
  if (!user) throw unknownUser(pool.around, WRONG_PASSWORD);
  if (user.password !== text(parameters, 'PASSWORD')) throw notAuthorized(WRONG_PASSWORD);
  return passwordProved(user, text(parameters, 'DEVICE_KEY'), call, { byPassword: true });
}

function refreshTokenAuth(parameters: unknown, call: Call): object {
  const { options } = call.pool.around;
  // The developer guide on rotation: rotating app clients take GetTokensFromRefreshToken only.
  if (options.rotation) {
    const message = 'REFRESH_TOKEN_AUTH flow not enabled for this client';
    throw new ServiceError(options.rotatingRefreshError, message);
  }
  const deviceKey = text(parameters, 'DEVICE_KEY');
  const resetRequired = 'PasswordResetRequiredException';
  const result = refresh(text(parameters, 'REFRESH_TOKEN'), deviceKey, call, resetRequired);
  return { AuthenticationResult: result, ChallengeParameters: {} };
}
