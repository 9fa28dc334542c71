import { notAuthorized, ServiceError } from '../service-error.ts';
import { type Call, type Input, type Operation, text } from './operation.ts';
import { refresh } from './refresh.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth: Operation = (input, call) => {
  call.server.checkClient(text(input, 'ClientId'));
  const parameters = input.AuthParameters;
  switch (text(input, 'AuthFlow')) {
    case 'USER_PASSWORD_AUTH':
      return signInWithPassword(parameters, call);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refreshTokenAuth(parameters, call);
    default:
      throw new ServiceError(
        'InvalidParameterException',
        `AuthFlow ${text(input, 'AuthFlow')} is not one that this fake knows`,
      );
  }
};

function signInWithPassword(parameters: unknown, { server, entropy }: Call): object {
  const user = server.user(text(parameters, 'USERNAME'));
  if (!user || user.password !== text(parameters, 'PASSWORD')) {
    throw notAuthorized('Incorrect username or password.');
  }
  if (!user.enabled) throw notAuthorized('User is disabled.');
  const { tokens } = server.openSession(user, server.now(), entropy);
  return {
    AuthenticationResult: {
      AccessToken: tokens.accessToken,
      ExpiresIn: server.options.accessTokenSeconds,
      IdToken: tokens.idToken,
      RefreshToken: tokens.refreshToken,
      TokenType: 'Bearer',
    },
    ChallengeParameters: {},
  };
}

function refreshTokenAuth(parameters: Input[string], call: Call): object {
  // The developer guide on rotation: rotating app clients take GetTokensFromRefreshToken only.
  if (call.server.options.rotation) {
    const message = 'REFRESH_TOKEN_AUTH flow not enabled for this client';
    throw new ServiceError(call.server.options.rotatingRefreshError, message);
  }
  return { ...refresh(text(parameters, 'REFRESH_TOKEN'), call), ChallengeParameters: {} };
}
