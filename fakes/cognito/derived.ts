import { createHash } from 'node:crypto';
import { Memo } from './memo.ts';

const uuids = new Memo();
const refreshTokens = new Memo();

/** Bytes that depend on the words alone: SHA-256 in counter mode. */
export function derivedBytes(length: number, ...words: readonly string[]): Buffer {
  const blocks: Buffer[] = [];
  for (let block = 0; block * 32 < length; block += 1) {
    blocks.push(
      createHash('sha256')
        .update(`${words.join('\u0000')}\u0000${block}`)
        .digest(),
    );
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/** Hex digits that depend on the words alone. */
export function derivedHex(bytes: number, ...words: readonly string[]): string {
  return derivedBytes(bytes, ...words).toString('hex');
}

/** A UUID of version 4 in form (RFC 9562) that depends on the words alone. */
export function derivedUuid(...words: readonly string[]): string {
  return uuids.get(words.join('\u0000'), () => makeUuid(words));
}

function makeUuid(words: readonly string[]): string {
  const bytes = derivedBytes(16, ...words);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const JWE_HEADER = Buffer.from(JSON.stringify({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' })).toString(
  'base64url',
);

/**
 * A refresh token as Cognito's look: a compact JWE (RFC 7516) of five parts and about 1.1 kB, opaque to clients.
 * Its content is noise that depends on the words alone.
 */
export function derivedRefreshToken(...words: readonly string[]): string {
  return refreshTokens.get(words.join('\u0000'), () => {
    const part = (length: number, label: string): string =>
      derivedBytes(length, ...words, label).toString('base64url');
    return [JWE_HEADER, part(256, 'key'), part(12, 'iv'), part(480, 'text'), part(16, 'tag')].join('.');
  });
}
