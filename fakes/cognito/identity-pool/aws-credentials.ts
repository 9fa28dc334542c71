import { derivedBytes } from '../derived.ts';

const SECOND = 1000;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_Credentials.html */
export interface AwsCredentials {
  readonly AccessKeyId: string;
  readonly SecretKey: string;
  readonly SessionToken: string;
  /** Seconds since the Unix epoch, as a number. */
  readonly Expiration: number;
}

/** Temporary credentials in form; they open nothing. */
export function credentialsFor(issuance: string, expiresAt: number): AwsCredentials {
  const key = [...derivedBytes(16, 'access key', issuance)].map((byte) => BASE32[byte % 32]).join('');
  return {
    AccessKeyId: `ASIA${key}`,
    SecretKey: derivedBytes(30, 'secret key', issuance).toString('base64'),
    SessionToken: derivedBytes(450, 'session token', issuance).toString('base64'),
    Expiration: expiresAt / SECOND,
  };
}
