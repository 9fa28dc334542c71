import type { CallResult } from '../../../results/call-result.ts';
import type { AwsIdentity } from '../../amplify/client/auth-client.ts';
import type { Words } from '../../simulation/execution/words.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';

/** The result of a settled call, without the keys of AWS credentials, which are secret. */
export function callResult(
  { api: operation, status, value, error }: CallRecord,
  words: Pick<Words, 'value'>,
): CallResult {
  if (status === 'rejected') {
    return { operation, code: 'failed', ...(error instanceof Error && { error: error.name }) };
  }
  const returned = { operation, code: 'returned' } as const;
  if (typeof value !== 'object' || value === null || !('signedIn' in value)) return returned;
  const token = value.signedIn && 'accessToken' in value ? String(value.accessToken) : undefined;
  return {
    ...returned,
    signedIn: Boolean(value.signedIn),
    ...(token !== undefined && { accessToken: words.value(token) }),
    ...credentialsIn(value as AwsIdentity, words),
  };
}

function credentialsIn(
  { identityId, accessKeyId, credentialsExpireAt }: AwsIdentity,
  words: Pick<Words, 'value'>,
): Pick<CallResult, 'credentials' | 'identity' | 'credentialsExpireAt'> {
  if (accessKeyId === undefined) return {};
  return {
    credentials: true,
    ...(identityId !== undefined && { identity: words.value(identityId) }),
    ...(credentialsExpireAt !== undefined && Number.isFinite(credentialsExpireAt) && { credentialsExpireAt }),
  };
}
