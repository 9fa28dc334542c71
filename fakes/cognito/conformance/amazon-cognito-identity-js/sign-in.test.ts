import { CognitoUserAttribute, type CognitoUserSession } from 'amazon-cognito-identity-js';
import { describe, expect, it } from 'vitest';
import { serve } from '../fixtures.ts';
import { App, promised } from './fixtures.ts';

describe('amazon-cognito-identity-js signs in', () => {
  it('by SRP, and is still signed in when it starts again', async () => {
    const { server, take } = serve();
    const app = new App(server);

    await app.signIn(app.user());
    const session = await app.resume();

    expect(take()).toEqual(['InitiateAuth', 'RespondToAuthChallenge']);
    expect(session.getIdToken().payload['cognito:username']).toBe('alice');
    expect(server.honours(session.getRefreshToken().getToken())).toBe(true);
  });

  it('by USER_PASSWORD_AUTH', async () => {
    const { server, take } = serve();
    const app = new App(server);
    const user = app.user();
    user.setAuthenticationFlowType('USER_PASSWORD_AUTH');

    await app.signIn(user);

    expect(take()).toEqual(['InitiateAuth']);
  });

  it.each(['USER_SRP_AUTH', 'USER_PASSWORD_AUTH'])('by %s with a wrong password, and fails', async (flow) => {
    const { server } = serve();
    const app = new App(server);
    const user = app.user();
    user.setAuthenticationFlowType(flow);

    await expect(app.signIn(user, 'wrong')).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
  });

  it.each(['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] as const)('by SRP and %s', async (mfa) => {
    const { server } = serve();
    server.addUser({ username: 'carl', password: 'Third-Password-3', mfa });
    const app = new App(server);
    const user = app.user('carl');

    const asked = await app.signIn(user, 'Third-Password-3');
    const send = (code: string) =>
      new Promise<CognitoUserSession>((resolve, reject) => {
        user.sendMFACode(code, { onSuccess: resolve, onFailure: reject }, mfa);
      });
    const wrong = await send('999999').catch((error: Error) => error.name);
    const session = await send('123456');

    expect(asked).toBe(mfa);
    expect(wrong).toBe('CodeMismatchException');
    expect(session.isValid()).toBe(true);
  });

  it('up, confirms, and then signs in', async () => {
    const { server } = serve();
    const app = new App(server);
    const attributes = [new CognitoUserAttribute({ Name: 'email', Value: 'dora@example.org' })];

    const result = await promised((done) =>
      app.pool.signUp('dora', 'Fourth-Password-4', attributes, [], done),
    );
    const user = app.user('dora');
    const early = await app.signIn(user, 'Fourth-Password-4').catch((error: Error) => error.name);
    await promised((done) => user.confirmRegistration('654321', true, done));

    expect(result).toMatchObject({ userConfirmed: false, codeDeliveryDetails: { Destination: 'd***@e***' } });
    expect(early).toBe('UserNotConfirmedException');
    await expect(app.signIn(user, 'Fourth-Password-4')).resolves.toBeDefined();
  });
});
