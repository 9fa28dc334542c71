import { callsOn, saysSignedOut } from './calls-on.ts';
import { liveSessions } from './expectation.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { readStoredSession, type StoredSession } from './stored-session.ts';

/**
 * The one that the tool is for: a user is signed out although nobody asked for it.
 *
 * Where the storage itself has lost what it said it had, nobody could have kept the session, and Amplify is not
 * blamed: the key of an Android keystore is gone, iOS drops an entry that it could not read while locked, a write
 * that was reported done never came to disk. A write that is refused with an error is no such excuse: whoever is
 * told can try again, or keep what it has. Neither is a cookie that is too large. The browser drops it without a
 * word, but always and by a limit that is known to whoever chooses cookies to store tokens in.
 */
export const sessionSurvives: Invariant = {
  name: 'session-survives',
  statement: 'A session stays in storage as long as the server would honour it and nobody signs out.',
  check(execution) {
    return judgeEach(liveSessions(execution), ({ device, username }) => {
      const state = execution.devices.get(device);
      if (!state) return undefined;
      const stored = readStoredSession(state, execution.server.options.clientId, username);
      const loss =
        lossIn(stored, username, (token) => execution.server.honours(token)) ??
        lostDevice(stored, state.initial?.tokens.device?.deviceKey);
      if (!loss) return undefined;
      const failed = callsOn(execution, device).filter(
        ({ status, value }) => status !== 'killed' && (status !== 'resolved' || saysSignedOut(value)),
      );
      const silent = failed.length === 0;
      const outcome = silent
        ? 'although every call succeeded'
        : `while the server would still honour it (${failed.map(({ api }) => api).join(', ')} told the app)`;
      const where =
        stored.username === undefined || stored.username === username
          ? ''
          : '; what is stored is under the stand-in name of a user that does not exist';
      return {
        symptom: silent ? `${loss}-silently` : loss,
        message: `${LOSSES[loss]} ${outcome}${where}`,
      };
    });
  },
};

/** What is lost, in words, by code. */
const LOSSES = {
  'session-gone': 'the stored session is gone',
  'refresh-token-gone': "the user's stored refresh token is gone",
  'user-name-gone': 'the stored name of the signed-in user is gone',
  'access-token-gone': "the user's stored access token is gone",
  'dead-refresh-token-stored': 'the stored refresh token is dead while a newer one lives',
  'device-key-gone': 'the stored device key is gone',
  'device-key-replaced': 'the stored device key is another',
} as const;

type Loss = keyof typeof LOSSES;

function lossIn(
  stored: StoredSession,
  username: string,
  honours: (token: string) => boolean,
): Loss | undefined {
  if (!stored.username && !stored.accessToken && !stored.refreshToken) return 'session-gone';
  if (!stored.refreshToken) return 'refresh-token-gone';
  if (stored.username !== username) return 'user-name-gone';
  if (!stored.accessToken) return 'access-token-gone';
  if (!honours(stored.refreshToken)) return 'dead-refresh-token-stored';
  return undefined;
}

function lostDevice({ deviceKey }: StoredSession, expected: string | undefined): Loss | undefined {
  if (deviceKey === expected) return undefined;
  return deviceKey === undefined ? 'device-key-gone' : 'device-key-replaced';
}
