import { expect, test } from 'vitest';
import { DeliveredResponse } from './delivered-response.ts';

const URL_OF_POOL = 'https://cognito-idp.us-east-1.amazonaws.com/';
const wire = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"word":"grün"}' };
const response = (): DeliveredResponse => new DeliveredResponse(wire, URL_OF_POOL);

test('status, address and headers are those of the wire', () => {
  const delivered = response();

  expect(delivered).toMatchObject({ status: 200, ok: true, url: URL_OF_POOL, redirected: false });
  expect(delivered.headers.get('Content-Type')).toBe('application/json');
});

test.each([200, 204, 299, 300, 400, 500])(
  'status %i is ok or not as in the platform’s own Response',
  (status) => {
    const own = new Response(null, { status });

    expect(new DeliveredResponse({ ...wire, status }, URL_OF_POOL).ok).toBe(own.ok);
  },
);

test('the body can be read in every form', async () => {
  expect(await response().text()).toBe(wire.body);
  expect(await response().json()).toEqual({ word: 'grün' });
  expect(await (await response().blob()).text()).toBe(wire.body);
  expect(new TextDecoder().decode(await response().arrayBuffer())).toBe(wire.body);
});

test('a body that is no JSON fails to parse', async () => {
  const delivered = new DeliveredResponse({ ...wire, body: '<html>' }, URL_OF_POOL);

  await expect(delivered.json()).rejects.toBeInstanceOf(SyntaxError);
});

test('a clone can be read like the original', async () => {
  const original = response();

  const clone = original.clone();

  expect([clone.status, clone.url, clone.headers.get('content-type'), await clone.text()]).toEqual([
    200,
    URL_OF_POOL,
    'application/json',
    wire.body,
  ]);
});
