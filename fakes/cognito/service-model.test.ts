import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as identities from '@aws-sdk/client-cognito-identity';
import * as users from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { serve } from './conformance/fixtures.ts';
import type { FakeCognitoSettings } from './fake-cognito.ts';
import { ALICE, HOUR } from './fixtures.ts';
import { OPERATIONS } from './routes.ts';
import { lists, MODELLED_ERRORS, MODELLED_STATUS } from './service-model.ts';

const operations = Object.keys(OPERATIONS).map((target) => target.split('.').at(-1) ?? '');
const vocabulary = new Set(Object.values(MODELLED_ERRORS).flat());

const models = new Map<string, readonly string[]>();

/** The errors of an operation in its service model. */
function modelOf(operation: string): readonly string[] {
  const model = models.get(operation) ?? readModel(operation);
  models.set(operation, model);
  return model;
}

/** From the declaration of the command, which the SDK generates from the service model. */
function readModel(operation: string): string[] {
  const client = `${operation}Command` in users ? 'cognito-identity-provider' : 'cognito-identity';
  const entry = fileURLToPath(import.meta.resolve(`@aws-sdk/client-${client}/package.json`));
  const declaration = entry.replace('package.json', `dist-types/commands/${operation}Command.d.ts`);
  const tags = readFileSync(declaration, 'utf8').matchAll(/@throws \{@link (\w+Exception)\} \(/g);
  return [...tags].map(([, name = '']) => name);
}

describe.each(operations)('%s', (operation) => {
  it('lists the errors of its service model that the fake has a use for', () => {
    const modelled = modelOf(operation).filter((name) => vocabulary.has(name));

    expect([...(MODELLED_ERRORS[operation] ?? [])].sort()).toEqual(modelled.toSorted());
  });
});

it('errors have the status of the service models', () => {
  const statuses = [users, identities]
    .flatMap((client) => Object.entries(client))
    .filter(([name]) => name.endsWith('Exception$') && vocabulary.has(name.slice(0, -1)))
    // A schema of the SDK is a tuple, with the traits of the shape in fourth place.
    .map(([name, schema]) => [
      name.slice(0, -1),
      (schema as unknown as { 3: { httpError?: number } })[3].httpError,
    ])
    .filter(([, status]) => status !== 400 && status !== undefined);

  expect(Object.fromEntries(statuses)).toEqual(MODELLED_STATUS);
});

it('a path of the hosted UI is answered with what every operation can be answered', () => {
  expect(lists('/oauth2/token', 'TooManyRequestsException')).toBe(true);
  expect(lists('/oauth2/token', 'LimitExceededException')).toBe(false);
});

type Fake = ReturnType<typeof serve>;

/** What may have happened to a user before the requests. */
const SITUATIONS: Readonly<Record<string, (fake: Fake) => void>> = {
  'all is well': () => {},
  'tokens have expired': ({ wait }) => wait(HOUR),
  'the session has ended': ({ wait }) => wait(31 * 24 * HOUR),
  'the user is signed out everywhere': ({ server }) => server.signOutEverywhere('alice'),
  'the user is disabled': ({ server }) => server.setEnabled('alice', false),
  'the user is deleted': ({ server }) => server.deleteUser('alice'),
  'a new password is required': ({ server }) => server.requirePasswordReset('alice'),
  'the service throttles': ({ server }) => server.fail({ kind: 'throttled', times: 1000 }),
  'a limit is exceeded': ({ server }) => server.fail({ kind: 'limit-exceeded', times: 1000 }),
  'nothing is found': ({ server }) => server.fail({ kind: 'resource-not-found', times: 1000 }),
  'the service fails': ({ server }) => server.fail({ kind: 'internal-error', times: 1000 }),
};

const SETTINGS: readonly Partial<FakeCognitoSettings>[] = [
  {},
  { hidesUserExistence: false, revocation: false, emailAlias: true },
  { rotation: { graceSeconds: 0 }, revokeAgain: 'UnauthorizedException', serverSideTokenCheck: true },
  { rotation: { graceSeconds: 0 }, rotatingRefreshError: 'NotAuthorizedException', deviceTracking: 'always' },
  { deviceTracking: 'opt-in', guestAccess: false, passwordSessionsRefresh: false },
  { clientFaultStatus: 'as-modelled', throttleStatus: 429, errorTypeHeader: false },
];

/** Every operation, asked in right and wrong ways. */
function requests({ server }: Fake): (readonly [string, object])[] {
  const session = server.startSession('alice');
  const { accessToken: AccessToken, refreshToken, idToken, device } = session;
  const DeviceKey = device?.deviceKey ?? 'us-east-1_00000000-0000-0000-0000-000000000000';
  const provider = `cognito-idp.us-east-1.amazonaws.com/${server.options.userPoolId}`;
  const Logins = { [provider]: idToken };
  const IdentityPoolId = server.options.identityPoolId;
  const [USERNAME, PASSWORD] = [ALICE.username, ALICE.password];
  const withClient: (readonly [string, object])[] = [
    ['InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD } }],
    ['InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: 'wrong' } }],
    [
      'InitiateAuth',
      { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD, DEVICE_KEY: 'x' } },
    ],
    ['InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'dora', PASSWORD } }],
    ['InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'nobody', SRP_A: '0' } }],
    ['InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: refreshToken } }],
    ['InitiateAuth', { AuthFlow: 'USER_AUTH' }],
    ['GetTokensFromRefreshToken', { RefreshToken: refreshToken, DeviceKey }],
    ['GetTokensFromRefreshToken', { RefreshToken: refreshToken, DeviceKey }],
    ['GetTokensFromRefreshToken', { RefreshToken: 'x' }],
    ['RespondToAuthChallenge', { ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses: { USERNAME } }],
    ['RespondToAuthChallenge', { ChallengeName: 'SMS_MFA', Session: 'a session of twenty characters' }],
    [
      'RespondToAuthChallenge',
      { ChallengeName: 'DEVICE_SRP_AUTH', Session: 'a session of twenty characters' },
    ],
    ['RespondToAuthChallenge', { ChallengeName: 'NEW_PASSWORD_REQUIRED' }],
    ['SignUp', { Username: 'erin', Password: PASSWORD }],
    ['SignUp', { Username: 'erin', Password: PASSWORD }],
    ['SignUp', { Username: 'frank', Password: 'short' }],
    ['ConfirmSignUp', { Username: 'dora', ConfirmationCode: '000000' }],
    ['ConfirmSignUp', { Username: 'nobody', ConfirmationCode: '654321' }],
    ['ConfirmSignUp', { Username: 'alice', ConfirmationCode: '654321' }],
    ['ResendConfirmationCode', { Username: 'nobody' }],
    ['ResendConfirmationCode', { Username: 'alice' }],
    ['ResendConfirmationCode', { Username: 'dora' }],
    ['RevokeToken', { Token: AccessToken }],
    ['RevokeToken', { Token: 'x' }],
    ['RevokeToken', { Token: refreshToken }],
    ['RevokeToken', { Token: refreshToken }],
  ];
  const others: (readonly [string, object])[] = [
    ['GetUser', { AccessToken }],
    ['GetUser', { AccessToken: 'x' }],
    ['ConfirmDevice', { AccessToken, DeviceKey: 'x' }],
    ['ConfirmDevice', { AccessToken, DeviceKey }],
    ['UpdateDeviceStatus', { AccessToken, DeviceKey: 'x', DeviceRememberedStatus: 'remembered' }],
    ['ListDevices', { AccessToken }],
    ['ForgetDevice', { AccessToken, DeviceKey: 'x' }],
    ['GetId', { IdentityPoolId, Logins }],
    ['GetId', { IdentityPoolId }],
    ['GetId', { IdentityPoolId: 'us-east-1:other' }],
    ['GetCredentialsForIdentity', { IdentityId: 'us-east-1:other' }],
    ['GetCredentialsForIdentity', { IdentityId: 'us-east-1:other', Logins: { [provider]: 'x' } }],
    ['GlobalSignOut', { AccessToken }],
    ['DeleteUser', { AccessToken }],
    ['GlobalSignOut', { AccessToken }],
    ['GetUser', { AccessToken }],
  ];
  const { clientId: ClientId } = server.options;
  return [
    ...withClient.flatMap(([operation, input]) => [
      [operation, { ClientId: 'another', ...input }] as const,
      [operation, { ClientId, ...input }] as const,
    ]),
    ...others,
  ];
}

describe.each(Object.keys(SITUATIONS))('the SDK clients, while %s,', (situation) => {
  it.each(SETTINGS)('are answered with errors of the service model alone: %o', async (settings) => {
    const fake = serve(settings);
    fake.server.addUser({ username: 'dora', password: ALICE.password, status: 'UNCONFIRMED' });
    const asked = requests(fake);
    SITUATIONS[situation]?.(fake);
    const options = {
      region: 'us-east-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    };
    const clients = [
      [users, new users.CognitoIdentityProviderClient(options)],
      [identities, new identities.CognitoIdentityClient(options)],
    ] as const;

    const errors: string[] = [];
    for (const [operation, input] of asked) {
      // biome-ignore lint/suspicious/noExplicitAny: commands by name
      const [commands, client]: readonly [any, any] =
        `${operation}Command` in users ? clients[0] : clients[1];
      const error = await client.send(new commands[`${operation}Command`](input)).then(
        () => undefined,
        (caught: Error) => caught,
      );
      if (!error) continue;
      errors.push(error.name);
      // The client makes an error of the class that its model has for the name.
      expect(error, operation).toBeInstanceOf(commands[error.name]);
      expect(modelOf(operation), operation).toContain(error.name);
    }

    expect(errors.length).toBeGreaterThan(10);
  });
});
