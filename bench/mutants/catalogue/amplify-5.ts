import type { Mutant } from '../mutant.ts';
import { AMPLIFY_5 } from '../situations.ts';

const STORE_REFRESHED = `
  this.signInUserSession = this.getCognitoUserSession(authenticationResult);
  this.cacheTokens();
  return wrappedCallback(null, this.signInUserSession);`;

const MUTANTS: readonly Omit<Mutant, 'amplify'>[] = [
  {
    name: 'five-refresh-not-stored',
    intent: 'The session object has the new tokens: that is enough.',
    survivesBecause: {
      code: 'not-judged',
      argument:
        'Each start of the app refreshes once more, with the refresh token that is stored and still good: Amplify 5 does not ' +
        'for rotation. Nobody is signed out and no call fails; that a refresh was needless no invariant says.',
    },
    edits: [{ original: STORE_REFRESHED, replacement: STORE_REFRESHED.replace('this.cacheTokens();', '') }],
  },
  {
    name: 'five-refresh-clears-on-any-error',
    intent: 'A session that cannot be refreshed is over.',
    edits: [
      {
        original:
          'if (err.code === "NotAuthorizedException") { this.clearCachedUser(); } return wrappedCallback(err, null);',
        replacement: 'this.clearCachedUser(); return wrappedCallback(err, null);',
      },
    ],
  },
  {
    name: 'five-refresh-token-not-stored',
    intent: 'A line lost in a merge: the refresh token is not stored.',
    edits: [
      {
        original:
          'this.storage.setItem( refreshTokenKey, this.signInUserSession.getRefreshToken().getToken() );',
        replacement: '',
      },
    ],
  },
  {
    name: 'five-refresh-token-of-before-kept',
    intent: 'The refresh token does not change by a refresh.',
    survivesBecause: {
      code: 'equivalent',
      argument:
        'Amplify 5 refreshes by REFRESH_TOKEN_AUTH alone. Its answer has no refresh token, and where an app client ' +
        'rotates refresh tokens Cognito refuses it.',
    },
    edits: [
      {
        original: `
          if (!Object.prototype.hasOwnProperty.call( authenticationResult, "RefreshToken" )) {
            authenticationResult.RefreshToken = refreshToken.getToken();
          }`,
        replacement: 'authenticationResult.RefreshToken = refreshToken.getToken();',
      },
    ],
  },
  {
    name: 'five-sign-out-does-not-revoke',
    intent: 'The tokens are removed: they need not be revoked.',
    edits: [
      {
        original: 'if (refreshToken) { return this.revokeToken({ token: refreshToken,',
        replacement: 'if (!refreshToken) { return this.revokeToken({ token: refreshToken,',
      },
    ],
  },
  {
    name: 'five-clear-forgets-refresh-token',
    intent: 'A line lost in a merge: the refresh token is not removed.',
    edits: [
      {
        original: 'this.storage.removeItem(refreshTokenKey); this.storage.removeItem(lastUserKey);',
        replacement: 'this.storage.removeItem(lastUserKey);',
      },
    ],
  },
];

/** `CognitoUser.js` of `amazon-cognito-identity-js`: how Amplify 5 refreshes, stores, revokes and removes tokens. */
export const AMPLIFY_5_MUTANTS: readonly Mutant[] = MUTANTS.map((mutant) => ({
  amplify: AMPLIFY_5,
  ...mutant,
}));
