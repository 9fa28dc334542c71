import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { claimsOf, HOUR, MINUTE } from '../fixtures.ts';
import { Browser, CALLBACK } from './fixtures.ts';

describe('/oauth2/authorize', () => {
  it('redirects somebody signed in back to the app, with a code and its state', () => {
    const browser = new Browser();
    browser.server.signInAtHostedUi('alice');

    const { status, location } = browser.authorize();

    expect(status).toBe(302);
    expect(location.origin + location.pathname).toBe(CALLBACK);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      code: expect.stringMatching(/^[0-9a-f-]{36}$/),
      state: 'the state',
    });
  });

  it('redirects nobody to the login page', () => {
    const browser = new Browser();

    const { location } = browser.authorize();

    expect(location.pathname).toBe('/login');
    expect(browser.get('/login').status).toBe(200);
  });

  it('sends nobody back to an app that must not disturb the user', () => {
    const { location } = new Browser().authorize({ prompt: 'none' });

    expect(location.searchParams.get('error')).toBe('login_required');
  });

  it.each([
    ['redirect_uri', 'https://elsewhere.example/', 'redirect_mismatch'],
    ['client_id', 'other', 'unauthorized_client'],
  ])('keeps a request with another %s at its own error page', (name, value, error) => {
    const browser = new Browser();
    browser.server.signInAtHostedUi('alice');

    const { location } = browser.authorize({ [name]: value });

    expect(location.host).toBe(browser.server.options.domain);
    expect(location.searchParams.get('error')).toBe(error);
    expect(browser.get('/error').status).toBe(200);
  });

  it.each([{ code_challenge_method: 'plain' }, { response_type: 'id_token' }])(
    'sends the app an error for %o',
    (query) => {
      const browser = new Browser();
      browser.server.signInAtHostedUi('alice');

      const { location } = browser.authorize(query);

      expect(Object.fromEntries(location.searchParams)).toEqual({
        error: 'invalid_request',
        state: 'the state',
      });
    },
  );
});

describe('/oauth2/token with a code', () => {
  it('gives tokens of the hosted UI', () => {
    const browser = new Browser();

    const { status, json } = browser.exchangeCode(browser.code({ scope: 'openid email', nonce: 'n' }));

    expect(status).toBe(200);
    expect(json).toEqual({
      id_token: expect.any(String),
      access_token: expect.any(String),
      refresh_token: expect.stringMatching(/^eyJjdHkiOiJKV1Qi/),
      expires_in: 3600,
      token_type: 'Bearer',
    });
    expect(claimsOf(json.access_token)).toMatchObject({
      scope: 'openid email',
      version: 2,
      username: 'alice',
    });
    expect(claimsOf(json.id_token)).toMatchObject({
      nonce: 'n',
      at_hash: createHash('sha256').update(json.access_token).digest().subarray(0, 16).toString('base64url'),
    });
  });

  it('takes a code once', () => {
    const browser = new Browser();
    const code = browser.code();
    browser.exchangeCode(code);

    const { status, json } = browser.exchangeCode(code);

    expect([status, json]).toEqual([400, { error: 'invalid_grant' }]);
  });

  it.each([
    { code_verifier: 'another verifier of at least forty-three characters' },
    { code_verifier: '' },
    { redirect_uri: 'http://localhost:3000/other' },
    { code: 'nonsense' },
  ])('refuses %o', (form) => {
    const browser = new Browser();

    const { json } = browser.exchangeCode(browser.code(), form);

    expect(json).toEqual({ error: 'invalid_grant' });
  });

  it('asks for no verifier where the app sent no challenge', () => {
    const browser = new Browser();
    browser.server.signInAtHostedUi('alice');
    const { location } = browser.get('/oauth2/authorize', {
      response_type: 'code',
      client_id: browser.server.options.clientId,
      redirect_uri: CALLBACK,
    });

    const { status } = browser.exchangeCode(location.searchParams.get('code') ?? '', { code_verifier: '' });

    expect(status).toBe(200);
  });

  it('refuses a code after five minutes', () => {
    const browser = new Browser();
    const code = browser.code();
    browser.time += 5 * MINUTE;

    expect(browser.exchangeCode(code).json).toEqual({ error: 'invalid_grant' });
  });

  it.each([
    [{ client_id: 'other' }, 'invalid_client'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
  ])('refuses %o', (form, error) => {
    const browser = new Browser();

    expect(browser.exchangeCode(browser.code(), form as Record<string, string>).json).toEqual({ error });
  });
});

describe('/oauth2/token with a refresh token', () => {
  const signedIn = (settings = {}) => {
    const browser = new Browser(settings);
    const first = browser.exchangeCode(browser.code()).json;
    browser.time += HOUR;
    const refresh = (refresh_token: string) =>
      browser.post('/oauth2/token', { grant_type: 'refresh_token', refresh_token });
    return { browser, first, refresh };
  };

  it('gives new tokens of the same kind', () => {
    const { first, refresh } = signedIn();

    const { json } = refresh(first.refresh_token);

    expect(Object.keys(json)).toEqual(['id_token', 'access_token', 'expires_in', 'token_type']);
    expect(claimsOf(json.access_token)).toMatchObject({
      version: 2,
      auth_time: claimsOf(first.access_token).auth_time,
    });
  });

  it('rotates, and answers a reuse with invalid_grant', () => {
    const { browser, first, refresh } = signedIn({ rotation: { graceSeconds: 0 } });

    const { json } = refresh(first.refresh_token);
    const again = refresh(first.refresh_token);

    expect(browser.server.honours(json.refresh_token)).toBe(true);
    expect([again.status, again.json]).toEqual([400, { error: 'invalid_grant' }]);
    expect(browser.server.log.at(-1)).toMatchObject({ operation: '/oauth2/token', reuse: true });
  });

  it('is interchangeable with the API: Amplify refreshes sessions of the hosted UI there', () => {
    const { browser, first } = signedIn();

    const { body } = browser.refresh(first.refresh_token);

    expect(claimsOf(body.AuthenticationResult.AccessToken).version).toBe(2);
  });
});

describe('/oauth2/revoke', () => {
  it('ends the session, and answers with nothing', () => {
    const browser = new Browser();
    const { refresh_token } = browser.exchangeCode(browser.code()).json;

    const { status, body } = browser.post('/oauth2/revoke', { token: refresh_token });

    expect([status, body]).toEqual([200, '']);
    expect(browser.server.honours(refresh_token)).toBe(false);
  });

  it('refuses an access token', () => {
    const browser = new Browser();
    const { access_token } = browser.exchangeCode(browser.code()).json;

    const { json } = browser.post('/oauth2/revoke', { token: access_token });

    expect(json).toEqual({ error: 'unsupported_token_type' });
  });
});

describe('/oauth2/userInfo', () => {
  it('gives the claims of the user to an access token with openid', () => {
    const browser = new Browser();
    const { access_token } = browser.exchangeCode(browser.code()).json;

    const { status, body } = browser.get('/oauth2/userInfo', {}, { authorization: `Bearer ${access_token}` });

    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      sub: expect.any(String),
      email_verified: 'true',
      email: 'alice@example.com',
      username: 'alice',
    });
  });

  it('refuses a token of the API, and no token', () => {
    const browser = new Browser();
    const { accessToken } = browser.server.startSession('alice');

    const replies = [
      browser.get('/oauth2/userInfo', {}, { authorization: `Bearer ${accessToken}` }),
      browser.get('/oauth2/userInfo'),
    ];

    expect(replies.map(({ status, body }) => [status, JSON.parse(body).error])).toEqual([
      [401, 'invalid_token'],
      [400, 'invalid_request'],
    ]);
    expect(replies[0]?.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });
});

it('an access token without the scope of the API does not authorise its operations', () => {
  const browser = new Browser();
  const { access_token } = browser.exchangeCode(browser.code({ scope: 'openid' })).json;

  expect(browser.send('GetUser', { AccessToken: access_token }).body.message).toBe(
    'Access Token does not have required scopes',
  );
});

describe('/logout', () => {
  it('signs out at the browser, not the sessions, and redirects', () => {
    const browser = new Browser();
    const { refresh_token } = browser.exchangeCode(browser.code()).json;
    const client_id = browser.server.options.clientId;

    const { status, location } = browser.get('/logout', { client_id, logout_uri: CALLBACK });

    expect([status, location.href]).toEqual([302, CALLBACK]);
    expect(browser.authorize().location.pathname).toBe('/login');
    expect(browser.server.honours(refresh_token)).toBe(true);
  });

  it('redirects nowhere that was not agreed on, and to the login page if asked', () => {
    const browser = new Browser();
    const client_id = browser.server.options.clientId;

    const pages = [
      browser.get('/logout', { client_id, logout_uri: 'https://elsewhere.example/' }),
      browser.get('/logout', { client_id: 'other', logout_uri: CALLBACK }),
      browser.get('/logout', { client_id, redirect_uri: CALLBACK, response_type: 'code' }),
    ].map(({ location }) => location.pathname);

    expect(pages).toEqual(['/error', '/error', '/login']);
  });
});

it('publishes where all that is', () => {
  const browser = new Browser();
  const { userPoolId, domain } = browser.server.options;

  const { body } = browser.get(`/${userPoolId}/.well-known/openid-configuration`);

  expect(JSON.parse(body)).toMatchObject({
    token_endpoint: `https://${domain}/oauth2/token`,
    issuer: `https://cognito-idp.us-east-1.amazonaws.com/${userPoolId}`,
  });
});

it('is part of the state, and of what requests read and write', () => {
  const browser = new Browser();
  const before = browser.server.fingerprint();
  browser.takeAccesses();

  const code = browser.code();
  const authorized = browser.takeAccesses();
  browser.exchangeCode(code);
  const exchanged = browser.takeAccesses();

  expect(browser.server.fingerprint()).not.toBe(before);
  expect(authorized).toEqual([
    'read browser',
    'read clock',
    'read user:alice',
    'write browser',
    `write code:${code}`,
  ]);
  expect(exchanged).toEqual([
    'read clock',
    `read code:${code}`,
    'read user:alice',
    `write code:${code}`,
    expect.stringMatching(/^write session:/),
  ]);
});
