import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { FakeCognito } from '../fake-cognito.ts';
import { Browser } from '../hosted-ui/fixtures.ts';
import { OPERATIONS } from '../routes.ts';
import { GOLDEN_CASES, type GoldenCase } from './fixtures.ts';

/** Fields whose values say nothing to a reader, or would look like secrets. */
const OPAQUE = new Set([
  'AccessKeyId',
  'PASSWORD_CLAIM_SECRET_BLOCK',
  'PASSWORD_CLAIM_SIGNATURE',
  'PasswordVerifier',
  'SALT',
  'SECRET_BLOCK',
  'SRP_A',
  'SRP_B',
  'SecretKey',
  'Session',
  'SessionToken',
  'n',
]);

/** An exchange as a reader wants it: bodies parsed, tokens named, what is opaque left out. */
function exchangeOf({ settings = {}, act }: GoldenCase): object {
  const bench = new Browser(settings);
  act(bench);
  const exchange = bench.exchanges.at(-1);
  if (!exchange) throw new Error('the act makes no exchange');
  const { request, response } = exchange;
  return redact(bench.server, {
    ...(Object.keys(settings).length > 0 && { settings }),
    request: { ...request, body: parse(request.body, request.headers) },
    response: { ...response, body: parse(response.body, response.headers) },
  }) as object;
}

function parse(body: string, headers: Readonly<Record<string, string>>): unknown {
  const type = headers['content-type'] ?? '';
  if (type.includes('json')) return JSON.parse(body);
  return type.includes('form') ? Object.fromEntries(new URLSearchParams(body)) : body;
}

function redact(server: FakeCognito, value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(server, item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redact(server, item, key)]));
  }
  if (typeof value !== 'string') return value;
  if (OPAQUE.has(name)) return `<${name}>`;
  const token = value.replace(/^Bearer /, '');
  const facts = server.inspect(token);
  return facts ? value.replace(token, `<${facts.kind} token ${facts.ordinal}>`) : value;
}

/** JSON as the formatter of this repository has it: lists of words in one line. */
function toJson(value: object): string {
  const words = /\[\s+("[^"]*"(?:,\s+"[^"]*")*)\s+\]/g;
  const oneLine = (_: string, list: string): string => `[${list.replace(/\s+/g, ' ')}]`;
  return `${JSON.stringify(value, null, 2).replace(words, oneLine)}\n`;
}

it.each(Object.entries(GOLDEN_CASES))('%s goes over the wire as recorded', async (file, cases) => {
  const exchanges = Object.fromEntries(
    Object.entries(cases).map(([name, golden]) => [name, exchangeOf(golden)]),
  );

  await expect(toJson(exchanges)).toMatchFileSnapshot(`${file}.json`);
});

it('there is a record of every operation, and no other', () => {
  const operations = Object.keys(OPERATIONS).map((target) => target.split('.').at(-1));
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));

  expect(Object.keys(GOLDEN_CASES)).toEqual(expect.arrayContaining(operations));
  expect(files.sort()).toEqual(
    Object.keys(GOLDEN_CASES)
      .map((name) => `${name}.json`)
      .sort(),
  );
});
