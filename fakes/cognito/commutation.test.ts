import { describe, expect, it } from 'vitest';
import type { FakeCognitoSettings, StartedSession } from './fake-cognito.ts';
import { ALICE, SrpClient } from './fixtures.ts';
import { Browser } from './hosted-ui/fixtures.ts';
import { loginsOf } from './identity-pool/fixtures.ts';

/**
 * What the accesses promise, tried on every pair of requests: where neither writes what the other reads or writes,
 * the order of the two makes no difference, neither to the replies nor to the state.
 */

/** A state in which every request below has something to do. */
class World extends Browser {
  readonly one: StartedSession;
  readonly two: StartedSession;
  readonly guest: string;
  readonly givenCode: string;
  readonly mfaSession: string;

  constructor(settings: Partial<FakeCognitoSettings>) {
    super(settings);
    this.one = this.server.startSession('alice');
    this.two = this.server.startSession('alice');
    this.server.addUser({ username: 'carl', password: 'Third-Password-3', mfa: 'SOFTWARE_TOKEN_MFA' });
    this.server.addUser({ username: 'dora', password: 'Fourth-Password-4', status: 'UNCONFIRMED' });
    this.guest = this.sendIdentity('GetId', this.identityPool).body.IdentityId;
    this.givenCode = this.code();
    const AuthParameters = { USERNAME: 'carl', PASSWORD: 'Third-Password-3' };
    this.mfaSession = this.send('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters,
    }).body.Session;
    this.takeAccesses();
  }

  get identityPool() {
    return { IdentityPoolId: this.server.options.identityPoolId };
  }

  signInAs(USERNAME: string) {
    const AuthParameters = { USERNAME, PASSWORD: ALICE.password };
    return this.send('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  }
}

const REQUESTS: Readonly<Record<string, (world: World) => unknown>> = {
  'refresh one': (world) => refresh(world, world.one),
  'refresh one again': (world) => refresh(world, world.one),
  'refresh two': (world) => refresh(world, world.two),
  'revoke one': (world) => world.send('RevokeToken', { Token: world.one.refreshToken }),
  'sign out everywhere': (world) => world.send('GlobalSignOut', accessOf(world.two)),
  'get user': (world) => world.send('GetUser', accessOf(world.one)),
  'delete user': (world) => world.send('DeleteUser', accessOf(world.one)),
  'sign in': (world) => world.signInAs('alice'),
  'sign in by an alias': (world) => world.signInAs('alice@example.com'),
  'sign in by a new alias': (world) => world.signInAs('erin@example.com'),
  'begin SRP': (world) => {
    const AuthParameters = { USERNAME: 'alice', SRP_A: new SrpClient().publicValue.toString(16) };
    return world.send('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', AuthParameters });
  },
  'answer MFA': (world) => answerMfa(world),
  'answer MFA again': (world) => answerMfa(world),
  'sign up erin': (world) => world.send('SignUp', { Username: 'erin', Password: ALICE.password }),
  'sign up erin again': (world) => world.send('SignUp', { Username: 'erin', Password: ALICE.password }),
  'confirm dora': (world) => world.send('ConfirmSignUp', { Username: 'dora', ConfirmationCode: '654321' }),
  'list devices': (world) => world.send('ListDevices', accessOf(world.one)),
  'forget the device of one': (world) =>
    world.send('ForgetDevice', { ...accessOf(world.two), ...deviceOf(world.one) }),
  'remember the device of two': (world) =>
    world.send('UpdateDeviceStatus', { ...accessOf(world.two), DeviceRememberedStatus: 'remembered' }),
  'identity of a guest': (world) => world.sendIdentity('GetId', world.identityPool),
  'identity of alice': (world) =>
    world.sendIdentity('GetId', { ...world.identityPool, Logins: loginsOf(world.one.idToken) }),
  'credentials of the guest': (world) =>
    world.sendIdentity('GetCredentialsForIdentity', { IdentityId: world.guest }),
  'credentials of alice, who was the guest': (world) =>
    world.sendIdentity('GetCredentialsForIdentity', {
      IdentityId: world.guest,
      Logins: loginsOf(world.one.idToken),
    }),
  authorize: (world) => world.authorize(),
  'exchange the code': (world) => world.exchangeCode(world.givenCode),
  'exchange the code again': (world) => world.exchangeCode(world.givenCode),
  'refresh one at the hosted UI': (world) =>
    world.post('/oauth2/token', { grant_type: 'refresh_token', refresh_token: world.one.refreshToken }),
  'revoke two at the hosted UI': (world) => world.post('/oauth2/revoke', { token: world.two.refreshToken }),
  'log out at the browser': (world) =>
    world.get('/logout', { client_id: world.server.options.clientId, logout_uri: 'http://localhost:3000/' }),
};

const accessOf = ({ accessToken }: StartedSession) => ({ AccessToken: accessToken });
const deviceOf = ({ device }: StartedSession) => ({ DeviceKey: device?.deviceKey });

function refresh(world: World, session: StartedSession) {
  const input = { RefreshToken: session.refreshToken, ...deviceOf(session) };
  return world.send('GetTokensFromRefreshToken', input);
}

function answerMfa(world: World) {
  const responses = { USERNAME: 'carl', SOFTWARE_TOKEN_MFA_CODE: '123456' };
  return world.respond('SOFTWARE_TOKEN_MFA', responses, world.mfaSession);
}

/** Runs requests in an order, each under its own name. */
function run(settings: Partial<FakeCognitoSettings>, order: readonly string[]) {
  const world = new World(settings);
  const replies: Record<string, unknown> = {};
  const accesses: Record<string, readonly string[]> = {};
  for (const name of order) {
    world.entropy = name;
    REQUESTS[name]?.(world);
    replies[name] = world.exchanges.at(-1)?.response;
    accesses[name] = world.takeAccesses();
  }
  return { replies, accesses, state: world.server.fingerprint() };
}

function conflict(left: readonly string[] = [], right: readonly string[] = []): boolean {
  const writes = (accesses: readonly string[]) => accesses.filter((access) => access.startsWith('write '));
  const locations = (accesses: readonly string[]) =>
    new Set(accesses.map((access) => access.replace(/^\w+ /, '')));
  const touches = (some: readonly string[], others: readonly string[]) =>
    writes(some).some((access) => locations(others).has(access.slice('write '.length)));
  return touches(left, right) || touches(right, left);
}

describe.each<[string, Partial<FakeCognitoSettings>]>([
  ['by default', {}],
  ['with rotation', { rotation: { graceSeconds: 0 }, reuseRevokesFamily: true }],
  ['with grace', { rotation: { graceSeconds: 10 }, graceReplay: 'same' }],
  [
    'with grace, and refresh tokens that end one by one',
    { rotation: { graceSeconds: 10 }, graceReplay: 'replacement', revokeReplaced: 'token' },
  ],
  ['with devices', { deviceTracking: 'always' }],
  ['with aliases and the hazard of the same second', { emailAlias: true, sameSecondSignOut: true }],
  [
    'with a check of tokens at the identity pool',
    { serverSideTokenCheck: true, revokeAgain: 'UnauthorizedException' },
  ],
])('%s', (_, settings) => {
  it('requests commute where their accesses do not conflict', () => {
    const names = Object.keys(REQUESTS);
    let commuting = 0;
    for (const [index, left] of names.entries()) {
      for (const right of names.slice(index + 1)) {
        const forth = run(settings, [left, right]);
        const back = run(settings, [right, left]);
        if (conflict(forth.accesses[left], forth.accesses[right])) continue;
        commuting += 1;
        expect(back.replies, `${left} and ${right}`).toEqual(forth.replies);
        expect(back.state, `${left} and ${right}`).toBe(forth.state);
      }
    }

    expect(commuting).toBeGreaterThan(names.length);
  });
});
