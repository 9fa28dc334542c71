import type { CognitoUserSession } from 'amazon-cognito-identity-js';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../fixtures.ts';
import { serve, skipWaits } from '../fixtures.ts';
import { App, promised } from './fixtures.ts';

describe('amazon-cognito-identity-js refreshes', () => {
  it('what has expired', async () => {
    const { server, wait, take } = serve();
    const app = new App(server);
    const before = (await app.signIn(app.user())) as CognitoUserSession;
    wait(2 * HOUR);
    take();

    const after = await app.resume();

    expect(take()).toEqual(['InitiateAuth']);
    expect(after.getAccessToken().getJwtToken()).not.toBe(before.getAccessToken().getJwtToken());
    expect(after.getRefreshToken().getToken()).toBe(before.getRefreshToken().getToken());
  });

  it('in vain while the user is disabled, and drops the session', async () => {
    const { server, wait } = serve();
    const app = new App(server);
    const session = (await app.signIn(app.user())) as CognitoUserSession;
    const { payload } = session.getAccessToken();
    wait(2 * HOUR);
    server.setEnabled('alice', false);
    skipWaits();

    await expect(app.resume()).rejects.toMatchObject({ message: 'User is disabled.' });

    expect(payload.origin_jti).toBe(server.sessions()[0]?.id);
    expect([...app.storage.data.keys()].filter((key) => key.endsWith('Token'))).toEqual([]);
  });
});

describe('amazon-cognito-identity-js signs out', () => {
  it('and revokes its refresh token', async () => {
    const { server, take } = serve();
    const app = new App(server);
    const user = app.user();
    const session = (await app.signIn(user)) as CognitoUserSession;
    take();

    await promised((done) => user.signOut(() => done()));

    expect(take()).toEqual(['RevokeToken']);
    expect(server.honours(session.getRefreshToken().getToken())).toBe(false);
  });

  it('everywhere', async () => {
    const { server, take } = serve();
    const other = server.startSession('alice');
    const app = new App(server);
    const user = app.user();
    await app.signIn(user);
    take();

    await new Promise<unknown>((onSuccess, onFailure) => user.globalSignOut({ onSuccess, onFailure }));

    expect(take()).toEqual(['GlobalSignOut']);
    expect(server.honours(other.refreshToken)).toBe(false);
  });
});

it('amazon-cognito-identity-js reads and deletes its user', async () => {
  const { server, take } = serve();
  const app = new App(server);
  const user = app.user();
  await app.signIn(user);
  take();

  const data = await promised((done) => user.getUserData(done));
  await promised((done) => user.deleteUser(done));

  expect(data).toMatchObject({ Username: 'alice', UserAttributes: [{ Name: 'sub' }, {}, {}] });
  expect(take()).toEqual(['GetUser', 'DeleteUser']);
});
