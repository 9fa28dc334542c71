import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  DeleteUserCommand,
  ForgetDeviceCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  InternalErrorException,
  ListDevicesCommand,
  NotAuthorizedException,
  RefreshTokenReuseException,
  ResendConfirmationCodeCommand,
  ResourceNotFoundException,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SignUpCommand,
  TooManyRequestsException,
  UnauthorizedException,
  UnsupportedTokenTypeException,
  UpdateDeviceStatusCommand,
  UserNotConfirmedException,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { ALICE } from '../fixtures.ts';
import { serve } from './fixtures.ts';

function connect(settings: Parameters<typeof serve>[0] = {}) {
  const fake = serve(settings);
  // One attempt: the errors are what is looked at. The operations take no credentials; the client wants some.
  const client = new CognitoIdentityProviderClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  return { ...fake, client, ClientId: fake.server.options.clientId };
}

const credentials = { USERNAME: ALICE.username, PASSWORD: ALICE.password };

describe('the SDK client of user pools', () => {
  it('signs in, reads its user and signs out everywhere', async () => {
    const { client, ClientId, server, take } = connect();

    const { AuthenticationResult } = await client.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: credentials }),
    );
    const AccessToken = AuthenticationResult?.AccessToken;
    const user = await client.send(new GetUserCommand({ AccessToken }));
    await client.send(new GlobalSignOutCommand({ AccessToken }));

    expect(AuthenticationResult).toMatchObject({ ExpiresIn: 3600, TokenType: 'Bearer' });
    expect(user.Username).toBe('alice');
    expect(user.UserAttributes).toContainEqual({ Name: 'email', Value: 'alice@example.com' });
    expect(user.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(server.honours(AuthenticationResult?.RefreshToken ?? '')).toBe(false);
    expect(take()).toEqual(['InitiateAuth', 'GetUser', 'GlobalSignOut']);
  });

  it('refreshes with rotation, and tells a reuse by its class', async () => {
    const { client, ClientId, server } = connect({ rotation: { graceSeconds: 0 } });
    const { refreshToken } = server.startSession('alice');
    const command = new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: refreshToken });

    const { AuthenticationResult } = await client.send(command);

    expect(server.honours(AuthenticationResult?.RefreshToken ?? '')).toBe(true);
    await expect(client.send(command)).rejects.toBeInstanceOf(RefreshTokenReuseException);
  });

  it('refreshes by REFRESH_TOKEN_AUTH', async () => {
    const { client, ClientId, server } = connect();
    const { refreshToken } = server.startSession('alice');

    const { AuthenticationResult } = await client.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: refreshToken },
      }),
    );

    expect(AuthenticationResult?.RefreshToken).toBeUndefined();
    expect(server.inspect(AuthenticationResult?.AccessToken ?? '')?.ordinal).toBe(2);
  });

  it('answers a challenge', async () => {
    const { client, ClientId, server } = connect();
    server.addUser({ username: 'carl', password: 'Third-Password-3', mfa: 'SOFTWARE_TOKEN_MFA' });

    const { ChallengeName, Session } = await client.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: 'carl', PASSWORD: 'Third-Password-3' },
      }),
    );
    const { AuthenticationResult } = await client.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName,
        Session,
        ChallengeResponses: { USERNAME: 'carl', SOFTWARE_TOKEN_MFA_CODE: '123456' },
      }),
    );

    expect(AuthenticationResult?.IdToken).toBeDefined();
  });

  it('revokes, and tells wrong tokens by their class', async () => {
    const { client, ClientId, server } = connect();
    const { refreshToken, accessToken } = server.startSession('alice');

    await client.send(new RevokeTokenCommand({ ClientId, Token: refreshToken }));

    await expect(
      client.send(new RevokeTokenCommand({ ClientId, Token: accessToken })),
    ).rejects.toBeInstanceOf(UnsupportedTokenTypeException);
    await expect(client.send(new GetUserCommand({ AccessToken: accessToken }))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Access Token has been revoked',
    });
  });

  it('signs up and confirms', async () => {
    const { client, ClientId } = connect();
    const Username = 'dora';
    const parameters = { USERNAME: Username, PASSWORD: 'Fourth-Password-4' };
    const signIn = new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: parameters,
    });

    const { UserConfirmed } = await client.send(
      new SignUpCommand({ ClientId, Username, Password: parameters.PASSWORD }),
    );
    const { CodeDeliveryDetails } = await client.send(
      new ResendConfirmationCodeCommand({ ClientId, Username }),
    );
    await expect(client.send(signIn)).rejects.toBeInstanceOf(UserNotConfirmedException);
    await client.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: '654321' }));

    expect(UserConfirmed).toBe(false);
    expect(CodeDeliveryDetails?.DeliveryMedium).toBe('EMAIL');
    await expect(client.send(signIn)).resolves.toHaveProperty('AuthenticationResult');
  });

  it('lists, updates and forgets devices', async () => {
    const { client, server } = connect({ deviceTracking: 'opt-in' });
    const { accessToken: AccessToken, device } = server.startSession('alice');
    const DeviceKey = device?.deviceKey;

    await client.send(
      new UpdateDeviceStatusCommand({ AccessToken, DeviceKey, DeviceRememberedStatus: 'remembered' }),
    );
    const { Devices } = await client.send(new ListDevicesCommand({ AccessToken }));
    await client.send(new ForgetDeviceCommand({ AccessToken, DeviceKey }));

    expect(Devices).toHaveLength(1);
    expect(Devices?.[0]?.DeviceCreateDate).toEqual(new Date());
    expect(Devices?.[0]?.DeviceAttributes).toContainEqual({
      Name: 'dev:device_remembered_status',
      Value: 'remembered',
    });
    await expect(client.send(new ForgetDeviceCommand({ AccessToken, DeviceKey }))).rejects.toMatchObject({
      message: 'Device does not exist.',
    });
  });

  it('deletes its user', async () => {
    const { client, server } = connect();
    const { accessToken, refreshToken } = server.startSession('alice');

    await client.send(new DeleteUserCommand({ AccessToken: accessToken }));

    expect(server.honours(refreshToken)).toBe(false);
  });
});

describe('the SDK client of user pools tells errors by their class', () => {
  it.each([true, false])('with the header on: %s', async (errorTypeHeader) => {
    const { client, ClientId } = connect({ errorTypeHeader });
    const AuthParameters = { ...credentials, PASSWORD: 'wrong' };

    const attempt = client.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    );

    await expect(attempt).rejects.toBeInstanceOf(NotAuthorizedException);
    await expect(attempt).rejects.toMatchObject({
      message: 'Incorrect username or password.',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('of faults', async () => {
    const { client, server } = connect();
    const { accessToken: AccessToken } = server.startSession('alice');
    const errorOf = (kind: 'throttled' | 'internal-error') => {
      server.fail({ kind });
      return client.send(new GetUserCommand({ AccessToken })).catch((error: unknown) => error);
    };

    expect(await errorOf('throttled')).toBeInstanceOf(TooManyRequestsException);
    expect(await errorOf('internal-error')).toBeInstanceOf(InternalErrorException);
  });

  it('of an app client that there is none of', async () => {
    const { client } = connect();

    const attempt = client.send(new RevokeTokenCommand({ ClientId: 'other', Token: 'x' }));

    await expect(attempt).rejects.toBeInstanceOf(UnauthorizedException);
    await expect(
      client.send(new GetTokensFromRefreshTokenCommand({ ClientId: 'other', RefreshToken: 'x' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});

it('the SDK client of user pools names its calls, and tries a throttled one again under the same name', async () => {
  const { server } = connect();
  const { accessToken: AccessToken } = server.startSession('alice');
  const client = new CognitoIdentityProviderClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  server.fail({ kind: 'throttled' });

  await client.send(new GetUserCommand({ AccessToken }));

  expect(server.log.map(({ outcome }) => outcome)).toEqual(['TooManyRequestsException', 'ok']);
  expect(new Set(server.log.map(({ invocationId }) => invocationId)).size).toBe(1);
});
