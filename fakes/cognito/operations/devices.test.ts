import { describe, expect, it } from 'vitest';
import { ALICE, Bench, claimsOf } from '../fixtures.ts';

const INVALID = { __type: 'NotAuthorizedException', message: 'Invalid Refresh Token.' };

describe('a sign-in', () => {
  it('tells of no device where they are not tracked', () => {
    expect(new Bench().signInBySrp().body.AuthenticationResult).not.toHaveProperty('NewDeviceMetadata');
  });

  it('from a new device names it, in the access token too', () => {
    const { AccessToken, NewDeviceMetadata } = new Bench({ deviceTracking: 'always' }).signInBySrp().body
      .AuthenticationResult;

    expect(NewDeviceMetadata).toEqual({
      DeviceKey: expect.stringMatching(/^us-east-1_[0-9a-f-]{36}$/),
      DeviceGroupKey: expect.stringMatching(/^-.{8}$/),
    });
    expect(claimsOf(AccessToken).device_key).toBe(NewDeviceMetadata.DeviceKey);
  });

  it('from a remembered device asks for proof of its secret', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    const { device, reply } = bench.confirmDevice(bench.signInBySrp().body.AuthenticationResult);

    const challenge = bench.signInBySrp({ ...ALICE, deviceKey: device.deviceKey });
    const { body } = bench.proveDevice(challenge, device);

    expect(reply.body).toEqual({ UserConfirmationNecessary: false });
    expect(challenge.body).toMatchObject({ ChallengeName: 'DEVICE_SRP_AUTH', Session: expect.any(String) });
    expect(body.AuthenticationResult).not.toHaveProperty('NewDeviceMetadata');
    expect(claimsOf(body.AuthenticationResult.AccessToken).device_key).toBe(device.deviceKey);
  });

  it('from a remembered device with another secret is refused', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    const { device } = bench.confirmDevice(bench.signInBySrp().body.AuthenticationResult);
    const challenge = bench.signInBySrp({ ...ALICE, deviceKey: device.deviceKey });

    const { body } = bench.proveDevice(challenge, { ...device, randomPassword: 'guessed' });

    expect(body.message).toBe('Incorrect username or password.');
  });

  it('from a device that there is none of tells so in the words that clients look for', () => {
    const bench = new Bench({ deviceTracking: 'always' });

    const { status, body } = bench.signInBySrp({ ...ALICE, deviceKey: 'us-east-1_gone' });

    expect(status).toBe(400);
    expect(body).toEqual({ __type: 'ResourceNotFoundException', message: 'Device does not exist.' });
  });

  it('asks for the device only once it is remembered, where users opt in', () => {
    const bench = new Bench({ deviceTracking: 'opt-in' });
    const { AuthenticationResult } = bench.signInBySrp().body;
    const { device, reply } = bench.confirmDevice(AuthenticationResult);
    const from = { ...ALICE, deviceKey: device.deviceKey };

    const before = bench.signInBySrp(from).body.ChallengeName;
    const { AccessToken } = AuthenticationResult;
    bench.send('UpdateDeviceStatus', {
      AccessToken,
      ...{ DeviceKey: device.deviceKey },
      DeviceRememberedStatus: 'remembered',
    });
    const after = bench.signInBySrp(from).body.ChallengeName;

    expect(reply.body).toEqual({ UserConfirmationNecessary: true });
    expect([before, after]).toEqual([undefined, 'DEVICE_SRP_AUTH']);
  });

  it.each([
    [false, 'SMS_MFA'],
    [true, 'DEVICE_SRP_AUTH'],
  ])('skips MFA on a remembered device where set up so: %s', (challengeRequiredOnNewDevice, expected) => {
    const bench = new Bench({ deviceTracking: 'always', challengeRequiredOnNewDevice });
    const carl = { username: 'carl', password: 'Third-Password-3' };
    bench.server.addUser({ ...carl, mfa: 'SMS_MFA' });
    const { device } = bench.server.startSession('carl');

    const { body } = bench.signInBySrp({ ...carl, deviceKey: device?.deviceKey ?? '' });

    expect(body.ChallengeName).toBe(expected);
  });
});

describe('a refresh where devices are tracked', () => {
  it('needs the key of the confirmed device', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    const { AuthenticationResult } = bench.signInBySrp().body;
    const RefreshToken = AuthenticationResult.RefreshToken as string;
    const { DeviceKey } = AuthenticationResult.NewDeviceMetadata;
    const refresh = (key?: string) =>
      bench.send('GetTokensFromRefreshToken', { RefreshToken, DeviceKey: key });

    const unconfirmed = refresh(DeviceKey);
    bench.confirmDevice(AuthenticationResult);
    const replies = [refresh(DeviceKey), refresh('us-east-1_other'), refresh()];

    expect(unconfirmed.body).toEqual(INVALID);
    expect(replies.map(({ status }) => status)).toEqual([200, 400, 400]);
    expect(replies[2]?.body).toEqual(INVALID);
  });

  it('takes the key by REFRESH_TOKEN_AUTH too, and from a session that was started', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    const { refreshToken, device } = bench.server.startSession('alice');

    const { status } = bench.send('InitiateAuth', {
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: refreshToken, DEVICE_KEY: device?.deviceKey },
    });

    expect(status).toBe(200);
    expect(bench.refreshByInitiateAuth(refreshToken).body).toEqual(INVALID);
  });

  it('is refused once the device is forgotten', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    const { accessToken, refreshToken, device } = bench.server.startSession('alice');

    const { status } = bench.send('ForgetDevice', { AccessToken: accessToken, DeviceKey: device?.deviceKey });

    expect(status).toBe(200);
    expect(bench.server.honours(refreshToken)).toBe(false);
    const input = { RefreshToken: refreshToken, DeviceKey: device?.deviceKey };
    expect(bench.send('GetTokensFromRefreshToken', input).body).toEqual(INVALID);
  });
});

describe('devices', () => {
  it('are listed', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    const { accessToken, device } = bench.server.startSession('alice');

    const { body } = bench.send('ListDevices', { AccessToken: accessToken });

    expect(body.Devices).toMatchObject([
      { DeviceKey: device?.deviceKey, DeviceCreateDate: bench.time / 1000 },
    ]);
  });

  it('are known by nobody else', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    bench.server.addUser({ username: 'bob', password: 'Battery-Staple-2' });
    const { device } = bench.server.startSession('alice');
    const { accessToken } = bench.server.startSession('bob');

    const { body } = bench.send('ForgetDevice', { AccessToken: accessToken, DeviceKey: device?.deviceKey });

    expect(body.__type).toBe('ResourceNotFoundException');
  });

  it('are confirmed only by the session that they signed in with', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    const { accessToken } = bench.server.startSession('alice');
    const { NewDeviceMetadata } = bench.signInBySrp().body.AuthenticationResult;

    const { reply } = bench.confirmDevice({ AccessToken: accessToken, NewDeviceMetadata });

    expect(reply.body.message).toBe('Device does not exist.');
  });

  it('without a verifier are refused', () => {
    const bench = new Bench({ deviceTracking: 'always' });
    const { accessToken, device } = bench.server.startSession('alice');

    const input = { AccessToken: accessToken, DeviceKey: device?.deviceKey };

    expect(bench.send('ConfirmDevice', input).body.__type).toBe('InvalidParameterException');
  });
});
