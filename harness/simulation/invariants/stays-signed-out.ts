import { CHANGES_USER } from '../../amplify/client/auth-client.ts';
import type { DeviceState, Execution } from '../execution/execution.ts';
import { callsOn, saysSignedIn } from './calls-on.ts';
import { type Invariant, type Judgement, judgeEach, NOT_IN_FORCE } from './invariant.ts';
import { readStoredSession, STAND_IN_NAME, storedTokenKeys } from './stored-session.ts';
import { findsSignIn, lastOf, lastUserChange, toChange, userChanges, whoDuring } from './user-changes.ts';

/**
 * Who signed out must not find the session back, nor the next user of the device find the tokens. What is stored is judged
 * at the end, when all is still: Amplify 6 starts the removal in `signOut` without waiting for it (`signOut.ts` calls
 * `tokenOrchestrator.clearTokens()` without `await`).
 *
 * An app cannot wait for it either, and shows what calls say: one that begins once `signOut` has resolved, in a realm that
 * sees at once what that removes, must not say that somebody is signed in. A page that asks when it opens takes the user
 * to the app that was just left. Another native process of the device is left out, as it may keep a copy in memory.
 *
 * Where somebody had signed in before, the tokens of that user are judged alone: Amplify 5 lets a user sign in over
 * another, whose tokens it then leaves. Judged besides are those that an app finds as the session of who is signed in,
 * under the stand-in name too, where no name is stored: a refresh under way for the user before stores them there, and
 * with the next start that user is signed in again.
 *
 * A sign-in that overlapped with another, or that was granted a session and was then rejected, leaves nobody knows whom:
 * then those that an app finds are judged alone. But each must have ended before one sign-out began, and that one must
 * have heard of it, as tabs of other processes need not.
 */
export const staysSignedOut: Invariant = {
  name: 'stays-signed-out',
  statement:
    'After signOut has resolved, until somebody signs in again, no token of the session is left or comes back, and no call says that somebody is signed in.',
  check(execution) {
    const stored = storedAfter(execution);
    if (stored !== NOT_IN_FORCE && stored) return stored;
    const answered = answeredAfter(execution);
    return answered === NOT_IN_FORCE ? stored : answered;
  },
};

/** What is wrong with what is stored at the end. */
function storedAfter(execution: Execution): Judgement {
  const signedOut = [...execution.devices].flatMap(([device, state]) => {
    if (isStorageBroken(state)) return [];
    const signIns = userChanges(execution, device).filter(({ signsIn }) => signsIn);
    const isEachFound = callsOn(execution, device).some(
      (call) =>
        call.api === 'signOut' &&
        call.status === 'resolved' &&
        signIns.every((signIn) => findsSignIn(execution, toChange(call), signIn)),
    );
    return isEachFound ? [{ state, signedIn: lastOf(signIns)?.leaves }] : [];
  });
  return judgeEach(signedOut, ({ state, signedIn }) => {
    const { data } = state;
    const found = readStoredSession(state, execution.server.options.clientId).username ?? STAND_IN_NAME;
    const isOfWhoSignedIn = (key: string): boolean =>
      typeof signedIn === 'object' &&
      execution.server.inspect(data.get(key) ?? '')?.username === signedIn.username;
    const left = storedTokenKeys(data)
      .filter((key) => !signedIn || key.includes(`.${found}.`) || isOfWhoSignedIn(key))
      .map((key) => key.slice(key.lastIndexOf('.') + 1));
    if (left.length === 0) return undefined;
    const names = [...new Set(left)].sort().join(', ');
    return {
      symptom: 'tokens-stored',
      message: `signOut resolved, but ${names} ${left.length === 1 ? 'is' : 'are'} stored at the end`,
    };
  });
}

/** What is wrong with what calls said that began after a sign-out, with no other change of user since. */
function answeredAfter(execution: Execution): Judgement {
  const afterSignOut = [...execution.devices].flatMap(([device, state]) => {
    if (isStorageBroken(state)) return [];
    return callsOn(execution, device).filter((call) => {
      const change = lastUserChange(execution, device, call.startedAt);
      return (
        change?.realms.every((realm) => realm === call.realm || isTab(execution, call.realm)) &&
        call.status === 'resolved' &&
        !CHANGES_USER.has(call.api) &&
        whoDuring(execution, device, call) === 'nobody'
      );
    });
  });
  return judgeEach(afterSignOut, ({ api, value }) =>
    saysSignedIn(value)
      ? {
          symptom: `${api}-says-signed-in`,
          message: `signOut resolved, but ${api} afterwards told the app that somebody is signed in`,
        }
      : undefined,
  );
}

/** What the storage kept although it said otherwise, nobody could remove; nor what it lost the name of. */
function isStorageBroken({ brokenEntries }: DeviceState): boolean {
  return (brokenEntries?.().length ?? 0) > 0;
}

function isTab({ start }: Execution, realm: string): boolean {
  return start.realms[realm]?.platform === 'web';
}
