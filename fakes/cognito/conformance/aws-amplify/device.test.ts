import {
  fetchAuthSession,
  fetchDevices,
  forgetDevice,
  rememberDevice,
  signIn,
  signOut,
} from 'aws-amplify/auth';
import { describe, expect, it } from 'vitest';
import { ALICE, HOUR } from '../../fixtures.ts';
import { BY_PASSWORD, start } from './fixtures.ts';

const { username, password } = ALICE;

describe('Amplify on a tracked device', () => {
  it.each([{}, BY_PASSWORD])(
    'confirms it, and proves its secret at the next sign-in: %o',
    async (options) => {
      const { stored, take } = await start({ deviceTracking: 'always' });

      await signIn({ username, password, options });
      const first = take();
      const deviceKey = stored('alice.deviceKey');
      await signOut();
      take();
      await signIn({ username, password, options });
      const second = take();

      expect(first).toContain('ConfirmDevice');
      expect(second.filter((operation) => operation === 'RespondToAuthChallenge')).toHaveLength(
        options === BY_PASSWORD ? 2 : 3,
      );
      expect(second).not.toContain('ConfirmDevice');
      expect(stored('alice.deviceKey')).toBe(deviceKey);
    },
  );

  it('refreshes with its key, and is signed out without it', async () => {
    const { storage, stored, take, wait } = await start({ deviceTracking: 'always' });
    await signIn({ username, password });

    wait(2 * HOUR);
    const withKey = await fetchAuthSession();
    for (const key of storage.data.keys()) if (key.endsWith('.deviceKey')) storage.removeItem(key);
    wait(2 * HOUR);
    take();
    const withoutKey = await fetchAuthSession();

    expect(withKey.tokens).toBeDefined();
    expect(withoutKey.tokens).toBeUndefined();
    expect(take()[0]).toBe('GetTokensFromRefreshToken: NotAuthorizedException');
    expect(stored('alice.refreshToken')).toBeUndefined();
  });

  it('remembers, lists and forgets it', async () => {
    await start({ deviceTracking: 'opt-in' });
    await signIn({ username, password });

    await rememberDevice();
    const devices = await fetchDevices();
    await forgetDevice();
    const none = await fetchDevices();

    expect(devices).toHaveLength(1);
    expect(devices[0]?.attributes).toMatchObject({ device_name: expect.any(String) });
    expect(none).toHaveLength(0);
  });

  it('signs in as on a new one after it was forgotten elsewhere', async () => {
    const { server, stored, take } = await start({ deviceTracking: 'always' });
    await signIn({ username, password });
    const [AccessToken, DeviceKey] = [stored('alice.accessToken'), stored('alice.deviceKey')];
    await signOut();
    const elsewhere = server.startSession('alice').accessToken;
    server.respond({
      method: 'POST',
      url: 'https://cognito-idp.us-east-1.amazonaws.com/',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.ForgetDevice' },
      body: JSON.stringify({ AccessToken: elsewhere, DeviceKey }),
    });
    take();

    const { isSignedIn } = await signIn({ username, password });

    expect(AccessToken).toBeDefined();
    expect(isSignedIn).toBe(true);
    expect(take().slice(0, 4)).toEqual([
      'InitiateAuth',
      'RespondToAuthChallenge: ResourceNotFoundException',
      'RespondToAuthChallenge',
      'ConfirmDevice',
    ]);
    expect(stored('alice.deviceKey')).not.toBe(DeviceKey);
  });
});
