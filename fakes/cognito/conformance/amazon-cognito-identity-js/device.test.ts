import type { CognitoUser } from 'amazon-cognito-identity-js';
import { describe, expect, it } from 'vitest';
import type { FakeCognito } from '../../fake-cognito.ts';
import { HOUR } from '../../fixtures.ts';
import { serve, skipWaits } from '../fixtures.ts';
import { App, promised } from './fixtures.ts';

describe('amazon-cognito-identity-js on a tracked device', () => {
  const signedIn = async () => {
    const fake = serve({ deviceTracking: 'always' });
    const app = new App(fake.server);
    await app.signIn(app.user());
    return { ...fake, app };
  };

  it('confirms it, and proves its secret at the next sign-in', async () => {
    const { app, take } = await signedIn();

    const first = take();
    await app.signIn(app.user());

    expect(first).toEqual(['InitiateAuth', 'RespondToAuthChallenge', 'ConfirmDevice']);
    expect(take()).toEqual([
      'InitiateAuth',
      'RespondToAuthChallenge',
      'RespondToAuthChallenge',
      'RespondToAuthChallenge',
    ]);
  });

  it('refreshes with its key', async () => {
    const { app, wait } = await signedIn();
    wait(2 * HOUR);

    await expect(app.resume()).resolves.toBeDefined();
  });

  it('cannot refresh without its key', async () => {
    const { app, wait } = await signedIn();
    for (const key of app.storage.data.keys()) if (key.endsWith('.deviceKey')) app.storage.removeItem(key);
    wait(2 * HOUR);
    skipWaits();

    await expect(app.resume()).rejects.toMatchObject({ message: 'Invalid Refresh Token.' });
  });

  it('lists and forgets it, and signs in as on a new one', async () => {
    const { app, take } = await signedIn();
    const user = app.pool.getCurrentUser() as CognitoUser;
    await promised((done) => user.getSession(done));
    take();

    const listed = await new Promise<{ Devices: unknown[] }>((onSuccess, onFailure) => {
      user.listDevices(10, null, { onSuccess, onFailure });
    });
    const cached = user as CognitoUser & { getCachedDeviceKeyAndPassword(): void };
    cached.getCachedDeviceKeyAndPassword();
    await new Promise((onSuccess, onFailure) => user.forgetDevice({ onSuccess, onFailure }));
    const forgotten = take();
    await app.signIn(app.user());

    expect(listed.Devices).toHaveLength(1);
    expect(forgotten).toEqual(['ListDevices', 'ForgetDevice']);
    expect(take().at(-1)).toBe('ConfirmDevice');
  });

  it('signs in again after it was forgotten elsewhere', async () => {
    const { app, server, take } = await signedIn();
    const accessToken = (await app.resume()).getAccessToken().getJwtToken();
    forget(server, accessToken);
    take();

    await app.signIn(app.user());

    expect(take()).toEqual([
      'InitiateAuth',
      'RespondToAuthChallenge: ResourceNotFoundException',
      'RespondToAuthChallenge',
      'ConfirmDevice',
    ]);
  });
});

function forget(server: FakeCognito, AccessToken: string): void {
  server.respond({
    method: 'POST',
    url: 'https://cognito-idp.us-east-1.amazonaws.com/',
    headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.ForgetDevice' },
    body: JSON.stringify({ AccessToken }),
  });
}
