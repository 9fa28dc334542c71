import { ServiceError } from '../service-error.ts';
import type { Device, User } from '../user.ts';
import { authorise } from './authorise.ts';
import { type Call, type Input, invalidParameter, type Operation, text } from './operation.ts';
import { knownDevice } from './sign-in.ts';

const SECOND = 1000;

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ConfirmDevice.html
 * Makes the device of a sign-in known. `PasswordVerifier` and `Salt` are the bytes of SRP's `v` and `s`.
 */
export const confirmDevice: Operation = (input, call) => {
  const { pool } = call;
  const { user, session } = authorise(text(input, 'AccessToken'), pool);
  const key = text(input, 'DeviceKey');
  if (session.device?.key !== key)
    throw new ServiceError('ResourceNotFoundException', 'Device does not exist.');
  const { PasswordVerifier, Salt } = (input.DeviceSecretVerifierConfig ?? {}) as Input;
  if (typeof PasswordVerifier !== 'string' || typeof Salt !== 'string') {
    throw invalidParameter('DeviceSecretVerifierConfig needs PasswordVerifier and Salt');
  }
  const always = pool.around.options.deviceTracking === 'always';
  pool.setDevice(user, {
    key,
    groupKey: session.device.groupKey,
    name: text(input, 'DeviceName'),
    salt: toHex(Salt),
    verifier: toHex(PasswordVerifier),
    confirmedAt: pool.around.now(),
    remembered: always,
  });
  return { UserConfirmationNecessary: !always };
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateDeviceStatus.html */
export const updateDeviceStatus: Operation = (input, call) => {
  const { user, device } = ownDevice(input, call);
  const remembered = text(input, 'DeviceRememberedStatus') === 'remembered';
  call.pool.setDevice(user, { ...device, remembered });
  return {};
};

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ForgetDevice.html
 * Sessions on the device can no longer be refreshed.
 */
export const forgetDevice: Operation = (input, call) => {
  const { user, device } = ownDevice(input, call);
  call.pool.forgetDevice(user, device.key);
  return {};
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListDevices.html */
export const listDevices: Operation = (input, { pool }) => {
  const { user } = authorise(text(input, 'AccessToken'), pool);
  return {
    Devices: [...user.devices.values()].map((device) => ({
      DeviceAttributes: [
        { Name: 'device_status', Value: 'valid' },
        { Name: 'device_name', Value: device.name },
        {
          Name: 'dev:device_remembered_status',
          Value: device.remembered ? 'remembered' : 'not_remembered',
        },
      ],
      DeviceCreateDate: device.confirmedAt / SECOND,
      DeviceKey: device.key,
      DeviceLastAuthenticatedDate: device.confirmedAt / SECOND,
      DeviceLastModifiedDate: device.confirmedAt / SECOND,
    })),
  };
};

/** The device that is named, or else the one that the access token was issued to. */
function ownDevice(input: Input, { pool }: Call): { user: User; device: Device } {
  const { user, session } = authorise(text(input, 'AccessToken'), pool);
  return { user, device: knownDevice(user, text(input, 'DeviceKey') || (session.device?.key ?? '')) };
}

function toHex(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}
