import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { SigningKey } from './keys.ts';

/**
 * Signatures by what was signed. RS256 is deterministic (RFC 8017, 8.2), and simulated worlds issue the same
 * tokens over and over; a signature costs half a millisecond.
 */
const signatures = new Map<string, string>();
const MOST_SIGNATURES = 20_000;

const privateKeys = new Map<SigningKey, KeyObject>();

/** A signed JSON Web Token (RFC 7519), RS256. */
export function signJwt(claims: Readonly<Record<string, unknown>>, key: SigningKey): string {
  const input = `${encode({ kid: key.kid, alg: 'RS256' })}.${encode(claims)}`;
  let signature = signatures.get(input);
  if (signature === undefined) {
    if (signatures.size >= MOST_SIGNATURES) signatures.clear();
    signature = sign('RSA-SHA256', Buffer.from(input), privateKeyOf(key)).toString('base64url');
    signatures.set(input, signature);
  }
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
