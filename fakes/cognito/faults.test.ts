import { describe, expect, it } from 'vitest';
import type { FaultKind } from './fault-responses.ts';
import { Bench } from './fixtures.ts';

const wire = (bench: Bench, operation: string) =>
  bench.server.respond({
    method: 'POST',
    url: 'https://cognito-idp.us-east-1.amazonaws.com/',
    headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
    body: '{}',
  });

describe('a fault', () => {
  it('hits the next request, once', () => {
    const bench = new Bench();
    bench.server.fail({ kind: 'throttled' });

    const replies = [bench.signIn(), bench.signIn()];

    expect(replies[0]).toMatchObject({
      status: 400,
      headers: { 'x-amzn-errortype': 'TooManyRequestsException:' },
      body: { __type: 'TooManyRequestsException', message: 'Rate exceeded' },
    });
    expect(replies[1]?.status).toBe(200);
    expect(bench.server.log.map(({ outcome }) => outcome)).toEqual(['TooManyRequestsException', 'ok']);
  });

  it('hits as often as ordered, and only the operation ordered', () => {
    const bench = new Bench();
    const { refreshToken } = bench.server.startSession('alice');
    bench.server.fail({ kind: 'internal-error', operation: 'GetTokensFromRefreshToken', times: 2 });

    const statuses = [
      bench.signIn(),
      bench.refresh(refreshToken),
      bench.refresh(refreshToken),
      bench.refresh(refreshToken),
    ].map(({ status }) => status);

    expect(statuses).toEqual([200, 500, 500, 200]);
  });

  it('hits always', () => {
    const bench = new Bench();
    bench.server.fail({ kind: 'throttled', times: Number.POSITIVE_INFINITY });

    const statuses = Array.from({ length: 20 }, () => bench.signIn().status);

    expect(new Set(statuses)).toEqual(new Set([400]));
  });

  it.each([false, true])('lets a rotation take effect, if told so: %s', (afterEffect) => {
    const bench = new Bench({ rotation: { graceSeconds: 0 } });
    const { refreshToken } = bench.server.startSession('alice');
    bench.server.fail({ kind: 'internal-error', afterEffect });

    bench.refresh(refreshToken);

    expect(bench.server.honours(refreshToken)).toBe(!afterEffect);
  });

  it('throttles with the status that it is set up with', () => {
    const bench = new Bench({ throttleStatus: 429 });
    bench.server.fail({ kind: 'throttled' });

    expect(bench.signIn().status).toBe(429);
  });

  it.each([
    [{}, 'TooManyRequestsException', 'Rate exceeded'],
    [{ throttleMessage: 'Too many requests' }, 'TooManyRequestsException', 'Too many requests'],
    [{ throttleNamed: false }, undefined, 'Rate exceeded'],
  ] as const)('throttles in the words that it is set up with: %o', (settings, type, message) => {
    const bench = new Bench(settings);
    bench.server.fail({ kind: 'throttled' });

    const { body, headers } = bench.signIn();

    expect(body).toEqual({ ...(type && { __type: type }), message });
    expect(headers['x-amzn-errortype']).toBe(type && `${type}:`);
  });

  it('passes over an operation that is never answered so', () => {
    const bench = new Bench();
    bench.server.fail({ kind: 'limit-exceeded' });

    const replies = [bench.signIn(), bench.send('SignUp'), bench.send('SignUp')];

    expect(replies.map(({ body }) => body.__type)).toEqual([
      undefined,
      'LimitExceededException',
      'InvalidPasswordException',
    ]);
  });

  it('is refused for an operation that is never answered so', () => {
    const order = () => new Bench().server.fail({ kind: 'limit-exceeded', operation: 'InitiateAuth' });

    expect(order).toThrow(
      'InitiateAuth is never answered "limit-exceeded"; these operations are: ' +
        'ConfirmSignUp, GetId, ResendConfirmationCode, SignUp',
    );
  });

  it('is part of the state until it has hit', () => {
    const bench = new Bench();
    const before = bench.server.fingerprint();
    bench.server.fail({ kind: 'throttled' });
    const ordered = bench.server.fingerprint();
    bench.send('GetUser');

    expect(ordered).not.toBe(before);
    expect(bench.server.fingerprint()).toBe(before);
  });

  it('is written by the request that it hits, and only read where it lasts', () => {
    const accesses = [1, Number.POSITIVE_INFINITY].map((times) => {
      const bench = new Bench();
      bench.server.fail({ kind: 'throttled', times });
      bench.takeAccesses();
      bench.signIn();
      return bench.takeAccesses();
    });

    expect(accesses).toEqual([['write faults'], ['read faults']]);
  });

  it.each<[FaultKind, number, string, RegExp]>([
    ['throttled', 400, 'application/x-amz-json-1.1', /TooManyRequestsException/],
    ['resource-not-found', 400, 'application/x-amz-json-1.1', /ResourceNotFoundException/],
    ['internal-error', 500, 'application/x-amz-json-1.1', /InternalErrorException/],
    ['unavailable', 503, 'application/x-amz-json-1.1', /^\{\}$/],
    ['unavailable-html', 503, 'text/html', /^<html>/],
    ['unavailable-empty', 503, 'application/x-amz-json-1.1', /^$/],
    ['forbidden', 403, 'application/x-amz-json-1.1', /Forbidden/],
    ['forbidden-html', 403, 'text/html', /^<html>/],
    ['captive-portal', 200, 'text/html', /^<html>/],
    ['empty-object', 200, 'application/x-amz-json-1.1', /^\{\}$/],
    ['null', 200, 'application/x-amz-json-1.1', /^null$/],
    ['empty-result', 200, 'application/x-amz-json-1.1', /"AuthenticationResult":\{\}/],
  ])('%s looks as on the wire', (kind, status, type, body) => {
    const bench = new Bench();
    bench.server.fail({ kind });

    const response = wire(bench, 'GetUser');

    expect(response).toMatchObject({ status, headers: { 'content-type': type } });
    expect(response.body).toMatch(body);
  });
});
