import { derivedBytes, derivedUuid } from '../derived.ts';
import { notAuthorized, ServiceError } from '../service-error.ts';
import type { SessionDevice } from '../session.ts';
import type { Device, MfaKind, User } from '../user.ts';
import type { UserPool } from '../user-pool.ts';
import { authenticationResult } from './authentication-result.ts';
import { refuseResetRequired } from './authorise.ts';
import type { Call } from './operation.ts';
import { type Progress, sessionString } from './progress.ts';

export const WRONG_PASSWORD = 'Incorrect username or password.';

/** What a user gets for the right password: tokens, or the next challenge. */
export function passwordProved(
  user: User,
  deviceKey: string,
  call: Call,
  { byPassword = false }: { readonly byPassword?: boolean } = {},
): object {
  const { deviceTracking } = call.pool.around.options;
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'UNCONFIRMED') {
    throw new ServiceError('UserNotConfirmedException', 'User is not confirmed.');
  }
  refuseResetRequired(user);
  if (deviceTracking !== 'off' && deviceKey !== '') knownDevice(user, deviceKey);
  const { username } = user;
  return proceed(user, { username, deviceKey, byPassword, passedMfa: false, passedDevice: false }, call);
}

/** @throws {ServiceError} for a device that was never confirmed or has been forgotten; clients then drop the key */
export function knownDevice(user: User, deviceKey: string): Device {
  const device = user.devices.get(deviceKey);
  if (!device) throw new ServiceError('ResourceNotFoundException', 'Device does not exist.');
  return device;
}

/**
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 * The next challenge of a sign-in (MFA, then the remembered device), or tokens where there is none left.
 */
export function proceed(user: User, progress: Progress, call: Call): object {
  const { deviceTracking, challengeRequiredOnNewDevice } = call.pool.around.options;
  const device = deviceTracking === 'off' ? undefined : user.devices.get(progress.deviceKey);
  const remembered = device?.remembered ?? false;
  const needsMfa = !progress.passedMfa && !(remembered && challengeRequiredOnNewDevice);
  if (user.mfa && needsMfa) return challenge(user.mfa, mfaParameters(user, user.mfa), progress, call);
  if (remembered && !progress.passedDevice) return challenge('DEVICE_SRP_AUTH', {}, progress, call);
  return finish(user, device, progress, call);
}

function challenge(name: string, parameters: object, progress: Progress, call: Call): object {
  return {
    ChallengeName: name,
    ChallengeParameters: parameters,
    Session: sessionString(name, progress, call),
  };
}

function mfaParameters({ username }: User, mfa: MfaKind): object {
  const delivery = { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: '+*******0100' };
  return { ...(mfa === 'SMS_MFA' && delivery), USER_ID_FOR_SRP: username };
}

function finish(user: User, known: Device | undefined, { byPassword }: Progress, call: Call): object {
  const { pool, entropy, client } = call;
  const { options } = pool.around;
  const device = options.deviceTracking === 'off' ? undefined : (known ?? newDevice(pool, entropy));
  const refreshable = !device || !byPassword || options.passwordSessionsRefresh;
  const at = pool.around.now();
  const tokens = pool.openSession(user, { at, entropy, client, device, refreshable });
  return {
    AuthenticationResult: authenticationResult(tokens, options, known ? undefined : device),
    ChallengeParameters: {},
  };
}

/** The keys of a device that signs in for the first time. It becomes known by ConfirmDevice. */
export function newDevice(pool: UserPool, entropy: string): SessionDevice {
  const { seed, options } = pool.around;
  return {
    key: `${options.region}_${derivedUuid('device', seed, entropy)}`,
    groupKey: `-${derivedBytes(6, 'device group', seed, entropy).toString('base64url')}`,
  };
}
