import { type Invariant, judgeEach } from './invariant.ts';

/**
 * Every request to AWS that the app makes with expired credentials is refused (`ExpiredTokenException`). Amplify 6 keeps
 * credentials for 50 minutes from when it got the answer, by its own clock, and asks neither when they were issued nor
 * what `Expiration` says (`credentialsProvider.ts`, `isPastTTL`): an answer that a suspended app gets late is handed out
 * long after it expired. That is another symptom than credentials which expire while Amplify keeps them. Credentials that expire while the call is under way do not count. On a device whose clock has
 * jumped nobody can tell.
 */
export const returnedCredentialsUnexpired: Invariant = {
  name: 'returned-credentials-unexpired',
  statement: 'No call hands the app AWS credentials that expired before the call began.',
  check({ start, devices, calls, server }) {
    const returned = calls.flatMap(({ realm, api, value, startTime = 0, settleTime = 0 }) => {
      if (devices.get(start.realms[realm]?.device ?? '')?.clockJumped?.()) return [];
      const { accessKeyId } = (value ?? {}) as { readonly accessKeyId?: string };
      const facts = accessKeyId === undefined ? undefined : server.inspectCredentials(accessKeyId);
      return facts ? [{ api, startTime, settleTime, accessKeyId, expiresAt: facts.expiresAt }] : [];
    });
    return judgeEach(returned, ({ api, startTime, accessKeyId, expiresAt }) => {
      if (expiresAt > startTime) return undefined;
      const handedOut = returned.filter((other) => other.accessKeyId === accessKeyId);
      const wasGood = handedOut.some(({ settleTime }) => settleTime < expiresAt);
      return {
        symptom: `${api}-returns-credentials-${wasGood ? 'expired-in-memory' : 'that-arrived-expired'}`,
        message:
          `${api} handed the app AWS credentials that had expired before the call began, ` +
          (wasGood ? 'but were valid when the app first got them' : 'and also when the app first got them'),
      };
    });
  },
};
