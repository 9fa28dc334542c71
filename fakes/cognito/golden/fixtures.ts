import type { FakeCognitoSettings } from '../fake-cognito.ts';
import { ALICE, HOUR } from '../fixtures.ts';
import type { Browser } from '../hosted-ui/fixtures.ts';
import { loginsOf } from '../identity-pool/fixtures.ts';

/** One exchange to be kept: the last that the act makes. */
export interface GoldenCase {
  readonly settings?: Partial<FakeCognitoSettings>;
  act(bench: Browser): unknown;
}

const CARL = { username: 'carl', password: 'Third-Password-3' };
const DORA = { Username: 'dora', Password: 'Fourth-Password-4' };
const TRACKED = { deviceTracking: 'always' } as const;
const ROTATING = { rotation: { graceSeconds: 0 } } as const;

const withMfa = (bench: Browser, mfa: 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA') => {
  bench.server.addUser({ ...CARL, mfa });
  return bench.signInBySrp(CARL).body.Session;
};
const signUpDora = (bench: Browser) =>
  bench.send('SignUp', { ...DORA, UserAttributes: [{ Name: 'email', Value: 'dora@example.org' }] });
const passwordAuth = (USERNAME: string, PASSWORD: string) => ({
  AuthFlow: 'USER_PASSWORD_AUTH',
  AuthParameters: { USERNAME, PASSWORD },
});

/** What is kept of each operation or path, by the name of its file and of the case. */
export const GOLDEN_CASES: Readonly<Record<string, Readonly<Record<string, GoldenCase>>>> = {
  InitiateAuth: {
    USER_PASSWORD_AUTH: { act: (bench) => bench.signIn() },
    'USER_PASSWORD_AUTH, wrong password': {
      act: (bench) => bench.send('InitiateAuth', passwordAuth('alice', 'wrong')),
    },
    'USER_PASSWORD_AUTH, MFA': {
      act: (bench) => {
        bench.server.addUser({ ...CARL, mfa: 'SOFTWARE_TOKEN_MFA' });
        bench.send('InitiateAuth', passwordAuth(CARL.username, CARL.password));
      },
    },
    USER_SRP_AUTH: {
      act: (bench) => {
        const AuthParameters = { USERNAME: 'alice', SRP_A: 'abcdef' };
        bench.send('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', AuthParameters });
      },
    },
    REFRESH_TOKEN_AUTH: {
      act: (bench) => bench.refreshByInitiateAuth(bench.server.startSession('alice').refreshToken),
    },
    'REFRESH_TOKEN_AUTH, rotating client': {
      settings: ROTATING,
      act: (bench) => bench.refreshByInitiateAuth(bench.server.startSession('alice').refreshToken),
    },
    throttled: {
      act: (bench) => {
        bench.server.fail({ kind: 'throttled' });
        bench.signIn();
      },
    },
  },
  RespondToAuthChallenge: {
    PASSWORD_VERIFIER: { act: (bench) => bench.signInBySrp() },
    'PASSWORD_VERIFIER, new device': { settings: TRACKED, act: (bench) => bench.signInBySrp() },
    'PASSWORD_VERIFIER, remembered device': {
      settings: TRACKED,
      act: (bench) => {
        const { device } = bench.server.startSession('alice');
        bench.signInBySrp({ ...ALICE, deviceKey: device?.deviceKey ?? '' });
      },
    },
    'PASSWORD_VERIFIER, forgotten device': {
      settings: TRACKED,
      act: (bench) => bench.signInBySrp({ ...ALICE, deviceKey: 'us-east-1_forgotten' }),
    },
    SMS_MFA: {
      act: (bench) => {
        const session = withMfa(bench, 'SMS_MFA');
        bench.respond('SMS_MFA', { USERNAME: 'carl', SMS_MFA_CODE: '123456' }, session);
      },
    },
    'SOFTWARE_TOKEN_MFA, wrong code': {
      act: (bench) => {
        const session = withMfa(bench, 'SOFTWARE_TOKEN_MFA');
        const responses = { USERNAME: 'carl', SOFTWARE_TOKEN_MFA_CODE: '999999' };
        bench.respond('SOFTWARE_TOKEN_MFA', responses, session);
      },
    },
    DEVICE_SRP_AUTH: {
      settings: TRACKED,
      act: (bench) => {
        const { device } = bench.server.startSession('alice');
        const { body } = bench.signInBySrp({ ...ALICE, deviceKey: device?.deviceKey ?? '' });
        const responses = { USERNAME: 'alice', SRP_A: 'abcdef', DEVICE_KEY: device?.deviceKey };
        bench.respond('DEVICE_SRP_AUTH', responses, body.Session);
      },
    },
    DEVICE_PASSWORD_VERIFIER: {
      settings: TRACKED,
      act: (bench) => {
        const { device } = bench.server.startSession('alice');
        const challenge = bench.signInBySrp({ ...ALICE, deviceKey: device?.deviceKey ?? '' });
        if (device) bench.proveDevice(challenge, device);
      },
    },
  },
  GetTokensFromRefreshToken: {
    'without rotation': { act: (bench) => bench.refresh(bench.server.startSession('alice').refreshToken) },
    'with rotation': {
      settings: ROTATING,
      act: (bench) => bench.refresh(bench.server.startSession('alice').refreshToken),
    },
    'reuse after rotation': {
      settings: ROTATING,
      act: (bench) => {
        const { refreshToken } = bench.server.startSession('alice');
        bench.refresh(refreshToken);
        bench.refresh(refreshToken);
      },
    },
    'without the key of the device': {
      settings: TRACKED,
      act: (bench) => bench.refresh(bench.server.startSession('alice').refreshToken),
    },
  },
  RevokeToken: {
    'refresh token': {
      act: (bench) => bench.send('RevokeToken', { Token: bench.server.startSession('alice').refreshToken }),
    },
    'access token': {
      act: (bench) => bench.send('RevokeToken', { Token: bench.server.startSession('alice').accessToken }),
    },
  },
  GlobalSignOut: {
    'signed in': {
      act: (bench) =>
        bench.send('GlobalSignOut', { AccessToken: bench.server.startSession('alice').accessToken }),
    },
  },
  GetUser: {
    'signed in': {
      act: (bench) => bench.send('GetUser', { AccessToken: bench.server.startSession('alice').accessToken }),
    },
    revoked: {
      act: (bench) => {
        const { accessToken, refreshToken } = bench.server.startSession('alice');
        bench.send('RevokeToken', { Token: refreshToken });
        bench.send('GetUser', { AccessToken: accessToken });
      },
    },
  },
  DeleteUser: {
    'signed in': {
      act: (bench) =>
        bench.send('DeleteUser', { AccessToken: bench.server.startSession('alice').accessToken }),
    },
  },
  SignUp: {
    'new user': { act: signUpDora },
    'name taken': { act: (bench) => bench.send('SignUp', { ...DORA, Username: 'alice' }) },
  },
  ConfirmSignUp: {
    'right code': {
      act: (bench) => {
        signUpDora(bench);
        bench.send('ConfirmSignUp', { Username: 'dora', ConfirmationCode: '654321' });
      },
    },
    'wrong code': {
      act: (bench) => {
        signUpDora(bench);
        bench.send('ConfirmSignUp', { Username: 'dora', ConfirmationCode: '000000' });
      },
    },
  },
  ResendConfirmationCode: {
    unconfirmed: {
      act: (bench) => {
        signUpDora(bench);
        bench.send('ResendConfirmationCode', { Username: 'dora' });
      },
    },
  },
  ConfirmDevice: {
    'new device': {
      settings: TRACKED,
      act: (bench) => bench.confirmDevice(bench.signInBySrp().body.AuthenticationResult),
    },
  },
  UpdateDeviceStatus: {
    remembered: {
      settings: { deviceTracking: 'opt-in' },
      act: (bench) => {
        const { accessToken: AccessToken, device } = bench.server.startSession('alice');
        const status = { DeviceKey: device?.deviceKey, DeviceRememberedStatus: 'remembered' };
        bench.send('UpdateDeviceStatus', { AccessToken, ...status });
      },
    },
  },
  ListDevices: {
    one: {
      settings: TRACKED,
      act: (bench) =>
        bench.send('ListDevices', { AccessToken: bench.server.startSession('alice').accessToken }),
    },
  },
  ForgetDevice: {
    own: {
      settings: TRACKED,
      act: (bench) => {
        const { accessToken: AccessToken, device } = bench.server.startSession('alice');
        bench.send('ForgetDevice', { AccessToken, DeviceKey: device?.deviceKey });
      },
    },
  },
  GetId: {
    guest: { act: (bench) => bench.sendIdentity('GetId', identityPool(bench)) },
    user: {
      act: (bench) => {
        const Logins = loginsOf(bench.server.startSession('alice').idToken);
        bench.sendIdentity('GetId', { ...identityPool(bench), Logins });
      },
    },
    'expired id token': {
      act: (bench) => {
        const Logins = loginsOf(bench.server.startSession('alice').idToken);
        bench.time += 2 * HOUR;
        bench.sendIdentity('GetId', { ...identityPool(bench), Logins });
      },
    },
  },
  GetCredentialsForIdentity: {
    guest: {
      act: (bench) => {
        const { IdentityId } = bench.sendIdentity('GetId', identityPool(bench)).body;
        bench.sendIdentity('GetCredentialsForIdentity', { IdentityId });
      },
    },
    'guest of an identity that became a user': {
      act: (bench) => {
        const Logins = loginsOf(bench.server.startSession('alice').idToken);
        const { IdentityId } = bench.sendIdentity('GetId', identityPool(bench)).body;
        bench.sendIdentity('GetCredentialsForIdentity', { IdentityId, Logins });
        bench.sendIdentity('GetCredentialsForIdentity', { IdentityId });
      },
    },
  },
  'oauth2-authorize': {
    'signed in at the browser': { act: (bench) => bench.code() },
    'nobody signed in': { act: (bench) => bench.authorize() },
  },
  'oauth2-token': {
    'authorization code': { act: (bench) => bench.exchangeCode(bench.code()) },
    'authorization code, wrong verifier': {
      act: (bench) => bench.exchangeCode(bench.code(), { code_verifier: 'wrong' }),
    },
    'refresh token': {
      act: (bench) => {
        const { refresh_token } = bench.exchangeCode(bench.code()).json;
        bench.post('/oauth2/token', { grant_type: 'refresh_token', refresh_token });
      },
    },
  },
  'oauth2-revoke': {
    'refresh token': {
      act: (bench) => {
        const { refresh_token } = bench.exchangeCode(bench.code()).json;
        bench.post('/oauth2/revoke', { token: refresh_token });
      },
    },
  },
  'oauth2-userInfo': {
    'access token with openid': {
      act: (bench) => {
        const { access_token } = bench.exchangeCode(bench.code()).json;
        bench.get('/oauth2/userInfo', {}, { authorization: `Bearer ${access_token}` });
      },
    },
  },
  logout: {
    'to the app': {
      act: (bench) => {
        const client_id = bench.server.options.clientId;
        bench.get('/logout', { client_id, logout_uri: 'http://localhost:3000/' });
      },
    },
  },
  'published-documents': {
    keys: { act: (bench) => bench.get(`/${bench.server.options.userPoolId}/.well-known/jwks.json`) },
    configuration: {
      act: (bench) => bench.get(`/${bench.server.options.userPoolId}/.well-known/openid-configuration`),
    },
  },
};

function identityPool({ server }: Browser): { IdentityPoolId: string } {
  return { IdentityPoolId: server.options.identityPoolId };
}
