import { createHash, createHmac } from 'node:crypto';
import { Memo } from '../memo.ts';
import { GENERATOR, hashHex, MULTIPLIER, N, pad, power } from './group.ts';

/**
 * The server's side of Cognito's SRP-6a (RFC 5054 with a key derivation and proof of its own), for users and for
 * devices. Numbers are hex. A power costs milliseconds, and simulated worlds ask for the same ones over and over.
 */

const verifiers = new Memo();
const publicValues = new Memo();
const sessionKeys = new Memo();

/** Who proves to know a secret: for a user the name of the pool and of the user, for a device its two keys. */
export interface Prover {
  readonly group: string;
  readonly id: string;
}

/** `v = g ** x`: what a server keeps in place of a password. */
export function verifierOf({ group, id }: Prover, password: string, salt: string): string {
  return verifiers.get([group, id, password, salt].join('\u0000'), () => {
    const identity = createHash('sha256').update(`${group}${id}:${password}`).digest('hex');
    const x = hashHex(pad(toNumber(salt)) + identity);
    return power(GENERATOR, x).toString(16);
  });
}

/** `B = k v + g ** b` */
export function serverPublicValue(verifier: string, secret: string): string {
  return publicValues.get(`${verifier} ${secret}`, () => {
    const masked = MULTIPLIER * toNumber(verifier) + power(GENERATOR, toNumber(secret));
    return (masked % N).toString(16);
  });
}

/** Whether a client's `A` is one that the protocol allows: `A mod N = 0` would give the key away (RFC 5054, 2.5.4). */
export function isClientPublicValue(value: string): boolean {
  return /^[0-9a-fA-F]+$/.test(value) && toNumber(value) % N !== 0n;
}

/** What a server knows at the end of an exchange. */
export interface Exchange {
  readonly clientPublicValue: string;
  readonly verifier: string;
  readonly secret: string;
}

/** `PASSWORD_CLAIM_SIGNATURE` of a client that knows the secret. Base64. */
export function expectedSignature(
  { group, id }: Prover,
  exchange: Exchange,
  secretBlock: string,
  timestamp: string,
): string {
  return createHmac('sha256', Buffer.from(sessionKey(exchange), 'hex'))
    .update(group)
    .update(id)
    .update(Buffer.from(secretBlock, 'base64'))
    .update(timestamp)
    .digest('base64');
}

function sessionKey({ clientPublicValue, verifier, secret }: Exchange): string {
  return sessionKeys.get(`${clientPublicValue} ${verifier} ${secret}`, () => {
    const a = toNumber(clientPublicValue);
    const b = toNumber(serverPublicValue(verifier, secret));
    const scrambler = hashHex(pad(a) + pad(b));
    const shared = power(a * power(toNumber(verifier), scrambler), toNumber(secret));
    // HKDF (RFC 5869) with one block of output.
    const key = createHmac('sha256', Buffer.from(pad(scrambler), 'hex'))
      .update(Buffer.from(pad(shared), 'hex'))
      .digest();
    const block = createHmac('sha256', key)
      .update('Caldera Derived Key')
      .update(Buffer.from([1]))
      .digest();
    return block.subarray(0, 16).toString('hex');
  });
}

function toNumber(hex: string): bigint {
  return BigInt(`0x${hex}`);
}
