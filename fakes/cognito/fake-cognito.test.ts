import { describe, expect, it } from 'vitest';
import { ALICE, Bench, claimsOf } from './fixtures.ts';

describe('errors on the wire', () => {
  it('carry their name in the body and in a header', () => {
    const { status, headers, body } = new Bench().refresh('nonsense');

    expect(status).toBe(400);
    expect(headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-errortype': 'NotAuthorizedException:',
      'x-amzn-errormessage': 'Invalid Refresh Token.',
    });
    expect(body).toEqual({ __type: 'NotAuthorizedException', message: 'Invalid Refresh Token.' });
  });

  it('come without the header where it is set up so', () => {
    const { headers } = new Bench({ errorTypeHeader: false }).refresh('nonsense');

    expect(Object.keys(headers)).not.toContain('x-amzn-errortype');
  });

  it.each([
    ['GetTokensFromRefreshToken', {}, 403],
    ['GetTokensFromRefreshToken', { ClientId: 'another' }, 404],
    ['RevokeToken', { ClientId: 'another' }, 401],
    ['ConfirmSignUp', { Username: 'nobody' }, 400],
  ])('have the status of the service model where it is set up so: %s %o', (operation, input, status) => {
    const bench = new Bench({ clientFaultStatus: 'as-modelled' });

    expect(bench.send(operation, input).status).toBe(status);
    expect(new Bench().send(operation, input).status).toBe(400);
  });

  it('answer an operation that there is none of', () => {
    const { status, body } = new Bench().send('AdminDoAnything');

    expect([status, body.__type]).toEqual([400, 'UnknownOperationException']);
  });

  it.each(['', 'not json', '"text"', 'null'])('answer a body that is no object: %s', (body) => {
    const response = new Bench().server.respond({
      method: 'POST',
      url: 'https://cognito-idp.us-east-1.amazonaws.com/',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
      body,
    });

    expect(JSON.parse(response.body).__type).toBe('SerializationException');
  });
});

describe('tokens', () => {
  it('are equal for equal seeds and requests', () => {
    const issue = (seed: string) => {
      const bench = new Bench({ seed, rotation: { graceSeconds: 0 } });
      const { RefreshToken } = bench.signIn().body.AuthenticationResult;
      return bench.refresh(RefreshToken).body;
    };

    expect(issue('1')).toEqual(issue('1'));
    expect(issue('1')).not.toEqual(issue('2'));
  });

  it('follow the name of the request, not the order of requests', () => {
    const issue = (order: readonly string[]) => {
      const bench = new Bench();
      const { refreshToken } = bench.server.startSession('alice');
      return Object.fromEntries(order.map((name) => [name, bench.refresh(refreshToken, name).body]));
    };

    expect(issue(['a', 'b'])).toEqual(issue(['b', 'a']));
  });

  it('have an origin only on a client with revocation', () => {
    const [on, off] = [true, false].map((revocation) => {
      const { accessToken } = new Bench({ revocation }).server.startSession('alice');
      return claimsOf(accessToken);
    });

    expect(on.origin_jti).toMatch(/^[0-9a-f-]{36}$/);
    expect(off).not.toHaveProperty('origin_jti');
  });
});

describe('fingerprint', () => {
  const reach = (order: readonly ((bench: Bench, token: string) => unknown)[]) => {
    const bench = new Bench({ rotation: { graceSeconds: 0 } });
    bench.server.addUser({ username: 'bob', password: 'x' });
    const { refreshToken } = bench.server.startSession('alice');
    bench.server.startSession('bob');
    for (const act of order) act(bench, refreshToken);
    return bench.server.fingerprint();
  };
  const disableBob = (bench: Bench) => bench.server.setEnabled('bob', false);
  const refreshAlice = (bench: Bench, token: string) => bench.refresh(token, 'refresh');
  const revokeAlice = (bench: Bench, token: string) => bench.send('RevokeToken', { Token: token }, 'revoke');
  const signInAlice = (bench: Bench) => bench.signIn('sign in');

  it('is equal for equal states reached in different orders', () => {
    expect(reach([disableBob, refreshAlice, signInAlice])).toBe(
      reach([signInAlice, refreshAlice, disableBob]),
    );
  });

  it.each([
    ['a disabled user', disableBob],
    ['a rotation', refreshAlice],
    ['a revocation', revokeAlice],
    ['a session', signInAlice],
  ])('tells %s', (_, act) => {
    expect(reach([act])).not.toBe(reach([]));
  });

  it('does not tell refreshes that leave no mark', () => {
    const bench = new Bench();
    const { refreshToken } = bench.server.startSession('alice');
    const before = bench.server.fingerprint();
    bench.refresh(refreshToken);

    expect(bench.server.fingerprint()).toBe(before);
  });
});

describe('inspect', () => {
  it('knows the tokens that were issued, and no other', () => {
    const bench = new Bench();
    const { accessToken, idToken, refreshToken } = bench.server.startSession('alice');

    const facts = [accessToken, idToken, refreshToken].map((token) => bench.server.inspect(token));

    expect(facts.map((fact) => fact?.kind)).toEqual(['access', 'id', 'refresh']);
    expect(new Set(facts.map((fact) => fact?.issuance)).size).toBe(1);
    expect(bench.server.inspect('nonsense')).toBeUndefined();
  });
});

it('refuses to start a session of nobody', () => {
  const { server } = new Bench();

  expect(() => server.startSession('nobody')).toThrow('no user "nobody"');
  expect(() => server.setEnabled('nobody', false)).toThrow('no user "nobody"');
});

describe('an administrator', () => {
  it('signs a user out everywhere, for good', () => {
    const bench = new Bench();
    const { refreshToken } = bench.server.startSession('alice');

    bench.server.signOutEverywhere('alice');

    expect(bench.server.honours(refreshToken)).toBe(false);
    expect(bench.refresh(refreshToken).body.message).toBe('Refresh Token has been revoked');
    expect(bench.signIn().status).toBe(200);
  });

  it('deletes a user, whose sessions do not come back with the name', () => {
    const bench = new Bench({ hidesUserExistence: false });
    const { refreshToken } = bench.server.startSession('alice');

    bench.server.deleteUser('alice');
    const deleted = bench.refresh(refreshToken).body;
    bench.server.addUser(ALICE);

    expect(deleted.__type).toBe('UserNotFoundException');
    expect(bench.server.honours(refreshToken)).toBe(false);
  });
});

it('tells what a fault would answer, and changes nothing', () => {
  const bench = new Bench();
  const before = bench.server.fingerprint();

  const response = bench.server.faultResponse('resource-not-found', 'request');

  expect(response.status).toBe(400);
  expect(JSON.parse(response.body)).toMatchObject({ __type: 'ResourceNotFoundException' });
  expect([bench.server.fingerprint(), bench.server.log]).toEqual([before, []]);
});

describe('what is no operation', () => {
  const ask = (method: string, path: string) =>
    new Bench().server.respond({
      method,
      url: `https://cognito-idp.us-east-1.amazonaws.com${path}`,
      headers: {},
      body: '',
    });

  it('is not found', () => {
    expect(ask('GET', '/favicon.ico').status).toBe(404);
    expect(ask('POST', '/').status).toBe(404);
  });

  it('is answered if a browser asks before it sends a request to another origin', () => {
    const { status, headers } = ask('OPTIONS', '/');

    expect(status).toBe(200);
    expect(headers['access-control-allow-headers']).toContain('x-amz-target');
  });
});

it('every response names the request, and lets a page of any origin read it', () => {
  const { headers } = new Bench().signIn();

  expect(headers).toMatchObject({
    'x-amzn-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'access-control-allow-origin': '*',
    'access-control-expose-headers': expect.stringContaining('x-amzn-ErrorType'),
  });
});
