import type { Execution } from '../execution/execution.ts';
import { callsOn, saysSignedIn } from './calls-on.ts';
import { type HostedUiCallback, hostedUiCallbacksOn, wasKilled } from './hosted-ui-callback.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { readStoredSession, STAND_IN_NAME } from './stored-session.ts';
import { honoursAllOn, userChangingCalls } from './user-changing-calls.ts';

/**
 * An app that is closed while the user signs in may find nobody signed in at its next start. If it finds somebody, that
 * user stays: Amplify 6 stores the access token, the id token and the refresh token one after the other
 * (`TokenStore.ts`, `storeTokens`). After a death in between it says that the user is signed in; once the access token
 * has expired every `fetchAuthSession` rejects with `TokenRefreshException`, for which it removes nothing
 * (`TokenOrchestrator.ts`, `isAuthenticationError`), until the user signs in again. Amplify 5 stores the name of the user,
 * by which it finds the rest, last (`CognitoUser.js`, `cacheTokens`); on AsyncStorage these writes are not in order. A page that was reloaded while it
 * completed the sign-in at the hosted UI is no different: Amplify 6 stores the tokens in the same way (`completeOAuthFlow.ts`,
 * `cacheCognitoTokens`), and the code is spent.
 *
 * Judged where nobody was signed in before, the user did nothing else on the device, the server honours the session, and
 * the storage has neither failed nor lost anything: then nothing but the death has left out the rest.
 */
export const noHalfSession: Invariant = {
  name: 'no-half-session',
  statement:
    'An app that was killed while a user signed in finds the whole session at its next start, or none.',
  check(execution) {
    const affected = [...execution.devices].flatMap(([device, state]) => {
      const isJudged = diedInSignIn(execution, device) && isStorageWell(execution, device);
      const saysSo = callsOn(execution, device).some(({ value }) => saysSignedIn(value));
      return isJudged && saysSo ? [state] : [];
    });
    return judgeEach(affected, (state) => {
      const { clientId } = execution.server.options;
      const username = readStoredSession(state, clientId).username ?? STAND_IN_NAME;
      const { accessToken, refreshToken } = readStoredSession(state, clientId, username);
      if (accessToken === undefined || refreshToken !== undefined) return undefined;
      return {
        symptom: 'refresh-token-missing',
        message:
          'the app was killed while the user signed in; a later call said that somebody is signed in, but no refresh ' +
          'token is stored: the session ends with its access token',
      };
    });
  },
};

/** Whether the app of a device was killed in a sign-in that the server had granted, and nothing else made a session. */
function diedInSignIn(execution: Execution, device: string): boolean {
  if (execution.devices.get(device)?.initial) return false;
  const changes = userChangingCalls(execution, device);
  const callbacks = hostedUiCallbacksOn(execution, device);
  return (
    changes.length + callbacks.length > 0 &&
    changes.every(({ api, status }) => api === 'signIn' && status === 'killed') &&
    callbacks.every((callback) => diedInCallback(execution, callback)) &&
    honoursAllOn(execution, device)
  );
}

/**
 * Whether a page was closed before the sign-in at the hosted UI was complete. Amplify 6 then says on the reloaded page, which
 * no longer finds a code, that the sign-in failed: that undoes nothing.
 */
function diedInCallback(execution: Execution, callback: HostedUiCallback): boolean {
  return callback.completedAt === Number.POSITIVE_INFINITY && wasKilled(execution, callback);
}

function isStorageWell({ devices }: Execution, device: string): boolean {
  const { brokenEntries, failedAt } = devices.get(device) ?? {};
  return (brokenEntries?.().length ?? 0) === 0 && (failedAt?.().length ?? 0) === 0;
}
