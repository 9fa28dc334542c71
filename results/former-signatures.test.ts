import { readdirSync, readFileSync } from 'node:fs';
import { parse } from '@babel/parser';
import { traverseFast } from '@babel/types';
import { describe, expect, test } from 'vitest';
import { currentSignature, FORMER } from './former-signatures.ts';

test.each([
  [
    'session-survives/the-stored-session-is-gone-silently/clearTokens/loadTokens',
    'session-survives/session-gone-silently/clearTokens/loadTokens',
  ],
  ['sign-in-holds/getCurrentUser-named-another-user', 'sign-in-holds/getCurrentUser-names-another-user'],
  ['hub-tells-the-truth/signedIn-nobody-signed-in', 'hub-tells-the-truth/signedIn-without-sign-in'],
  ['refreshes-announced/no-tokenRefresh-for-a-refresh', 'refreshes-announced/refresh-not-announced'],
  ['calls-do-their-work/nothing-is-refreshed', 'calls-do-their-work/nothing-refreshed'],
  [
    'identity-pool-refuses-nothing/the-identity-pool-refuses-the-app-once-closed-amid-a-call/loadTokens',
    'identity-pool-refuses-nothing/app-refused-after-cut-short-call/loadTokens',
  ],
])('%s is %s', (former, now) => {
  expect(currentSignature(former)).toBe(now);
});

test.each([
  ['of today', 'session-survives/session-gone/clearTokens'],
  ['whose code is that of before', 'calls-settle/fetchAuthSession-hangs'],
  ['of another invariant', 'stays-signed-out/the-stored-session-is-gone'],
  ["of a scenario's own invariant", 'my-own/the-stored-session-is-gone'],
  ['with more before the words than a name', 'sign-in-holds/a-b-named-another-user'],
  ['that is called like a method of every object', 'constructor/toString'],
  ['with an unknown symptom that is called like one', 'session-survives/constructor'],
])('a signature %s stays as it is: %s', (_, signature) => {
  expect(currentSignature(signature)).toBe(signature);
});

/** What a file is written with. */
interface Written {
  readonly path: string;
  /** Its texts and the keys of its objects. */
  readonly texts: ReadonlySet<string>;
  /** Its texts with gaps: what is before, between and after these. */
  readonly templates: readonly (readonly string[])[];
  /** Texts, and parts of texts, of which it makes symptoms. */
  readonly symptoms: readonly string[];
}

function written(path: string): Written {
  const texts = new Set<string>();
  const templates: string[][] = [];
  const symptoms: string[] = [];
  const textsIn = (node: object): string[] => {
    const found: string[] = [];
    traverseFast(node as never, (part) => {
      if (part.type === 'StringLiteral') found.push(part.value);
      if (part.type === 'TemplateElement') found.push(part.value.raw);
    });
    return found;
  };
  traverseFast(
    parse(readFileSync(path, 'utf8'), { sourceType: 'module', plugins: ['typescript'] }),
    (node) => {
      if (node.type === 'StringLiteral') texts.add(node.value);
      if (node.type === 'TemplateLiteral') templates.push(node.quasis.map(({ value }) => value.raw));
      if (node.type !== 'ObjectProperty') return;
      const key = node.key.type === 'Identifier' ? node.key.name : undefined;
      if (key !== undefined) texts.add(key);
      if (key === 'symptom') symptoms.push(...textsIn(node.value));
    },
  );
  return { path, texts, templates, symptoms };
}

/** What fills gaps besides: any name, and the kinds of token that the server knows. */
const NAMES = ['*', 'access', 'id'];

/** Whether a file can make that code of its texts. */
function canMake({ texts, templates }: Written, code: string): boolean {
  const fills = (gaps: string, parts: readonly string[]): boolean => {
    const [before = '', ...rest] = parts;
    if (!gaps.startsWith(before)) return false;
    if (rest.length === 0) return gaps === before;
    return [...texts, ...NAMES].some(
      (text) => gaps.startsWith(text, before.length) && fills(gaps.slice(before.length + text.length), rest),
    );
  };
  return texts.has(code) || templates.some((parts) => fills(code, parts));
}

const SOURCES = ['harness/simulation/invariants', 'scenarios']
  .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
  .filter((path) => /(?<!\.test)\.ts$/.test(path))
  .map(written);

describe('what a former symptom is called now', () => {
  test.each(
    Object.entries(FORMER).flatMap(([invariant, codes]) =>
      Object.values(codes).map((code) => [invariant, code] as const),
    ),
  )('the invariant %s can say: %s', (invariant, code) => {
    const sources = SOURCES.filter(
      ({ path, texts }) => texts.has(invariant) && !path.endsWith('in-force.ts'),
    );

    expect(sources.filter((source) => canMake(source, code))).not.toEqual([]);
  });

  test.each(['session-goes', 'session-gone-loudly', '*-gone'])('no invariant can say: %s', (code) => {
    const source = SOURCES.find(({ path }) => path.endsWith('/session-survives.ts'));

    expect(source && canMake(source, code)).toBe(false);
  });
});

test('symptoms of the general invariants and of the catalogue are codes', () => {
  const prose = SOURCES.flatMap(({ path, symptoms }) =>
    symptoms.filter((text) => !/^[\w-]*$/.test(text)).map((text) => `${path}: ${text}`),
  );

  expect(prose).toEqual([]);
  expect(SOURCES.flatMap(({ symptoms }) => symptoms).length).toBeGreaterThan(30);
});
