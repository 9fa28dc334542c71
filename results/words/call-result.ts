import type { CallResult } from '../call-result.ts';

/** `fetchAuthSession returns: signed in with access#1`. */
export function callResultInWords(result: CallResult): string {
  const { operation, code, error, signedIn, accessToken } = result;
  if (code === 'failed') return `${operation} fails: ${error ?? 'something that is not an Error'}`;
  if (signedIn === undefined) return `${operation} returns`;
  const token = accessToken === undefined ? '' : ` with ${accessToken}`;
  return `${operation} returns: ${signedIn ? 'signed in' : 'signed out'}${token}${awsInWords(result)}`;
}

function awsInWords({ credentials, identity, credentialsExpireAt }: CallResult): string {
  if (!credentials) return '';
  const of = identity === undefined ? '' : ` of identity ${identity}`;
  const expiry =
    credentialsExpireAt === undefined
      ? ''
      : `, which expire at ${new Date(credentialsExpireAt).toISOString()}`;
  return `, AWS credentials${of}${expiry}`;
}
