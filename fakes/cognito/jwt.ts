import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { SigningKey } from './keys.ts';
import { Memo } from './memo.ts';

/** Signatures by what was signed: RS256 is deterministic (RFC 8017, 8.2). */
const signatures = new Memo();

const privateKeys = new Map<SigningKey, KeyObject>();

/** A signed JSON Web Token (RFC 7519), RS256. */
export function signJwt(claims: Readonly<Record<string, unknown>>, key: SigningKey): string {
  const input = `${encode({ kid: key.kid, alg: 'RS256' })}.${encode(claims)}`;
  const signature = signatures.get(input, () =>
    sign('RSA-SHA256', Buffer.from(input), privateKeyOf(key)).toString('base64url'),
  );
  return `${input}.${signature}`;
}

/** The public half as JSON Web Key (RFC 7517), as `/.well-known/jwks.json` lists it. */
export function publicJwk(key: SigningKey): Record<string, unknown> {
  const { kty, n, e } = createPublicKey(privateKeyOf(key)).export({ format: 'jwk' });
  return { alg: 'RS256', e, kid: key.kid, kty, n, use: 'sig' };
}

function privateKeyOf(key: SigningKey): KeyObject {
  let object = privateKeys.get(key);
  if (!object) {
    object = createPrivateKey({ key: key.privateKey, format: 'jwk' });
    privateKeys.set(key, object);
  }
  return object;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The claims of a JSON Web Token that is known to be sound. */
export function decodeJwt(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}
