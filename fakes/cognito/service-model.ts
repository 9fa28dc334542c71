/**
 * What the service models say of errors: those of `@aws-sdk/client-cognito-identity-provider` and
 * `@aws-sdk/client-cognito-identity`. `service-model.test.ts` compares.
 */

const EVERY_OPERATION = ['InternalErrorException', 'InvalidParameterException', 'TooManyRequestsException'];
const ACCESS_TOKEN = [
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'ResourceNotFoundException',
  'UserNotConfirmedException',
];
const SIGN_IN = [...ACCESS_TOKEN, 'UserNotFoundException'];
const SIGN_UP = ['LimitExceededException', 'NotAuthorizedException', 'ResourceNotFoundException'];

/** The errors that the model of an operation lists, of those that this fake has a use for. */
export const MODELLED_ERRORS: Readonly<Record<string, readonly string[]>> = inAll({
  ConfirmDevice: [...SIGN_IN, 'InvalidPasswordException', 'UsernameExistsException'],
  ConfirmSignUp: [...SIGN_UP, 'CodeMismatchException', 'ExpiredCodeException', 'UserNotFoundException'],
  DeleteUser: SIGN_IN,
  ForgetDevice: SIGN_IN,
  GetCredentialsForIdentity: ['NotAuthorizedException', 'ResourceNotFoundException'],
  GetId: ['LimitExceededException', 'NotAuthorizedException', 'ResourceNotFoundException'],
  GetTokensFromRefreshToken: [
    'NotAuthorizedException',
    'RefreshTokenReuseException',
    'ResourceNotFoundException',
    'UserNotFoundException',
  ],
  GetUser: SIGN_IN,
  GlobalSignOut: ACCESS_TOKEN,
  InitiateAuth: [...SIGN_IN, 'UnsupportedOperationException'],
  ListDevices: SIGN_IN,
  ResendConfirmationCode: [...SIGN_UP, 'UserNotFoundException'],
  RespondToAuthChallenge: [
    ...SIGN_IN,
    'CodeMismatchException',
    'ExpiredCodeException',
    'InvalidPasswordException',
  ],
  RevokeToken: ['UnauthorizedException', 'UnsupportedOperationException', 'UnsupportedTokenTypeException'],
  SignUp: [...SIGN_UP, 'InvalidPasswordException', 'UsernameExistsException'],
  UpdateDeviceStatus: SIGN_IN,
});

/** Whether an operation can answer with an error. A path of the hosted UI has no model, and errors of its own. */
export function lists(operation: string, error: string): boolean {
  return (MODELLED_ERRORS[operation] ?? EVERY_OPERATION).includes(error);
}

/** `httpError` of errors that the models give another status than 400. */
export const MODELLED_STATUS: Readonly<Record<string, number>> = {
  NotAuthorizedException: 403,
  ResourceNotFoundException: 404,
  TooManyRequestsException: 429,
  UnauthorizedException: 401,
  UserNotFoundException: 404,
};

function inAll(own: Record<string, readonly string[]>): Record<string, readonly string[]> {
  const entries = Object.entries(own);
  return Object.fromEntries(entries.map(([name, errors]) => [name, [...EVERY_OPERATION, ...errors]]));
}
