import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { derivedBytes } from './derived.ts';

/**
 * State that travels through the client and back, as `Session` and `SECRET_BLOCK` do: encrypted, so that nobody
 * relies on what is in it, and the server keeps none of it.
 */
export class Seal {
  readonly #key: Buffer;

  constructor(seed: string) {
    this.#key = createHash('sha256').update(`seal ${seed}`).digest();
  }

  /** @param entropy names the request: equal ones give equal strings */
  close(state: object, entropy: string): string {
    const iv = derivedBytes(12, 'seal', this.#key.toString('hex'), entropy);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const text = Buffer.concat([cipher.update(JSON.stringify(state)), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
  }

  /** Undefined for what this seal has not closed. */
  open(sealed: string): unknown {
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
      return JSON.parse(text.toString());
    } catch {
      return undefined;
    }
  }
}
