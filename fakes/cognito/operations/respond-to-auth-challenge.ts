import { notAuthorized, ServiceError } from '../service-error.ts';
import type { MfaKind, User } from '../user.ts';
import { type Call, checkClient, type Input, invalidParameter, type Operation, text } from './operation.ts';
import { type Progress, readSessionString } from './progress.ts';
import { knownDevice, passwordProved, proceed, WRONG_PASSWORD } from './sign-in.ts';
import { deviceSubject, isProof, readSecretBlock, srpChallenge, userSubject } from './srp-challenge.ts';

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const respondToAuthChallenge: Operation = (input, call) => {
  checkClient(input, call);
  const name = text(input, 'ChallengeName');
  switch (name) {
    case 'PASSWORD_VERIFIER':
      return passwordVerifier(input, call);
    case 'SMS_MFA':
    case 'SOFTWARE_TOKEN_MFA':
      return mfaCode(name, input, call);
    case 'DEVICE_SRP_AUTH':
      return deviceSrpAuth(input, call);
    case 'DEVICE_PASSWORD_VERIFIER':
      return devicePasswordVerifier(input, call);
    default:
      throw invalidParameter(`ChallengeName ${name} is not one that this fake knows`);
  }
};

function passwordVerifier(input: Input, call: Call): object {
  const responses = input.ChallengeResponses;
  const state = readSecretBlock(responses, 'PASSWORD_VERIFIER', call);
  const user = state && call.pool.user(state.progress.username);
  if (!state || !user) throw notAuthorized(WRONG_PASSWORD);
  const subject = userSubject(call.pool, user.username, user);
  if (!isProof(responses, state, subject, call)) throw notAuthorized(WRONG_PASSWORD);
  return passwordProved(user, text(responses, 'DEVICE_KEY') || state.progress.deviceKey, call);
}

function mfaCode(name: MfaKind, input: Input, call: Call): object {
  const { pool } = call;
  const pending = readSessionString(text(input, 'Session'), name, call);
  const user = userOf(pending.progress, call);
  if (text(input.ChallengeResponses, `${name}_CODE`) !== pool.around.options.mfaCode) {
    // The session is not used up: the user may type again.
    throw new ServiceError('CodeMismatchException', 'Invalid code or auth state for the user.');
  }
  pool.useChallenge(pending.id);
  return proceed(user, { ...pending.progress, passedMfa: true }, call);
}

function deviceSrpAuth(input: Input, call: Call): object {
  const responses = input.ChallengeResponses;
  const pending = readSessionString(text(input, 'Session'), 'DEVICE_SRP_AUTH', call);
  const user = userOf(pending.progress, call);
  const device = knownDevice(user, text(responses, 'DEVICE_KEY'));
  call.pool.useChallenge(pending.id);
  const progress = { ...pending.progress, deviceKey: device.key };
  const parameters = { USERNAME: user.username, DEVICE_KEY: device.key };
  const context = { input: responses, progress, parameters };
  return srpChallenge('DEVICE_PASSWORD_VERIFIER', deviceSubject(device), context, call);
}

function devicePasswordVerifier(input: Input, call: Call): object {
  const responses = input.ChallengeResponses;
  const state = readSecretBlock(responses, 'DEVICE_PASSWORD_VERIFIER', call);
  if (!state) throw notAuthorized(WRONG_PASSWORD);
  const user = userOf(state.progress, call);
  const device = knownDevice(user, text(responses, 'DEVICE_KEY'));
  if (device.key !== state.progress.deviceKey || !isProof(responses, state, deviceSubject(device), call)) {
    throw notAuthorized(WRONG_PASSWORD);
  }
  return proceed(user, { ...state.progress, passedDevice: true }, call);
}

function userOf({ username }: Progress, { pool }: Call): User {
  const user = pool.user(username);
  if (!user) throw notAuthorized('Invalid session for the user.');
  return user;
}
