import type { Mutant } from '../mutant.ts';

const STORE_ACCESS_TOKEN =
  'await this.getKeyValueStorage().setItem(authKeys.accessToken, tokens.accessToken.toString());';
const WRITE_LAST_AUTH_USER =
  'await this.getKeyValueStorage().setItem(this.getLastAuthUserKey(), lastAuthUser);';
const STORE_REFRESH_TOKEN = `
  if (tokens.refreshToken) {
    await this.getKeyValueStorage().setItem(authKeys.refreshToken, tokens.refreshToken);
  } else {
    await this.getKeyValueStorage().removeItem(authKeys.refreshToken);
  }`;

/** `TokenStore.ts`: how tokens are stored, loaded and removed. */
export const TOKEN_STORE_MUTANTS: readonly Mutant[] = [
  {
    name: 'clears-before-it-stores',
    intent: 'Nothing stale stays behind: remove what is stored before storing what is new.',
    edits: [
      {
        original: `const lastAuthUser = tokens.username; ${WRITE_LAST_AUTH_USER}`,
        replacement: `await this.clearTokens(); const lastAuthUser = tokens.username; ${WRITE_LAST_AUTH_USER}`,
      },
    ],
  },
  {
    name: 'keys-before-user',
    intent: 'Two lines swapped: work out the keys first, then write who the user is.',
    edits: [
      {
        original: `${WRITE_LAST_AUTH_USER} const authKeys = await this.getAuthKeys(); ${STORE_ACCESS_TOKEN}`,
        replacement: `const authKeys = await this.getAuthKeys(); ${WRITE_LAST_AUTH_USER} ${STORE_ACCESS_TOKEN}`,
      },
    ],
  },
  {
    name: 'user-re-read-to-store',
    intent: 'The store knows who the user is: no need to believe the tokens.',
    edits: [
      {
        original: 'const lastAuthUser = tokens.username;',
        replacement: 'const lastAuthUser = await this.getLastAuthUser();',
      },
    ],
  },
  {
    name: 'refresh-token-stored-first',
    intent: 'Two writes swapped: the refresh token is worth more than the access token, so it goes first.',
    edits: [
      { original: STORE_ACCESS_TOKEN, replacement: `${STORE_REFRESH_TOKEN} ${STORE_ACCESS_TOKEN}` },
      {
        original: `${STORE_REFRESH_TOKEN} if (tokens.deviceMetadata)`,
        replacement: 'if (tokens.deviceMetadata)',
      },
    ],
  },
  {
    name: 'refresh-token-stored-last',
    intent: 'Two writes swapped: the refresh token goes last, so that it marks a complete set.',
    survivesBecause: {
      code: 'equivalent',
      argument:
        'storeTokens writes nothing between the two places but device keys, signInDetails and clockDrift, and loadTokens ' +
        'takes a set with these or without. So each half of a set that a death or a full storage leaves (new tokens, old ' +
        'or no refresh token) the original leaves as well, where it stops at its third write. The mutant may stop at a ' +
        'few writes more: the same happens more often, and nothing else.',
    },
    edits: [
      {
        original: `${STORE_REFRESH_TOKEN} if (tokens.deviceMetadata)`,
        replacement: 'if (tokens.deviceMetadata)',
      },
      {
        original: '} async clearTokens() { const authKeys',
        replacement: `${STORE_REFRESH_TOKEN} } async clearTokens() { const authKeys`,
      },
    ],
  },
  {
    name: 'refresh-token-stored-without-await',
    intent: 'An await dropped: nobody reads the refresh token soon.',
    edits: [
      {
        original: 'await this.getKeyValueStorage().setItem(authKeys.refreshToken, tokens.refreshToken);',
        replacement: 'this.getKeyValueStorage().setItem(authKeys.refreshToken, tokens.refreshToken);',
      },
    ],
  },
  {
    name: 'refresh-token-stored-once',
    intent: 'The refresh token does not change until the next sign-in: do not write it again.',
    edits: [
      {
        original: STORE_REFRESH_TOKEN,
        replacement: `
          if (!await this.getKeyValueStorage().getItem(authKeys.refreshToken)) {
            await this.getKeyValueStorage().setItem(authKeys.refreshToken, tokens.refreshToken);
          }`,
      },
    ],
  },
  {
    name: 'device-keys-removed-when-absent',
    intent: 'As for all other entries: remove what the new tokens do not have.',
    edits: [
      {
        original: `
          await this.getKeyValueStorage().setItem(authKeys.randomPasswordKey, tokens.deviceMetadata.randomPassword);
        }`,
        replacement: `
          await this.getKeyValueStorage().setItem(authKeys.randomPasswordKey, tokens.deviceMetadata.randomPassword);
        } else {
          await this.clearDeviceMetadata(lastAuthUser);
        }`,
      },
    ],
  },
  {
    name: 'load-cleans-up',
    intent: 'Without an access token there is no session: remove what is left of it.',
    edits: [
      {
        original: 'if (!accessTokenString) { throw new AuthError({ name: "NoSessionFoundException",',
        replacement:
          'if (!accessTokenString) { await this.clearTokens(); throw new AuthError({ name: "NoSessionFoundException",',
      },
    ],
  },
  {
    name: 'load-remembers',
    intent: 'Storage is slow: load the tokens once and keep them in memory.',
    edits: [
      {
        original: 'async loadTokens() { try {',
        replacement: 'async loadTokens() { if (this.loaded) return this.loaded; try {',
      },
      {
        original: 'tokens.signInDetails = JSON.parse(signInDetails); } return tokens;',
        replacement:
          'tokens.signInDetails = JSON.parse(signInDetails); } this.loaded = tokens; return tokens;',
      },
    ],
  },
  {
    name: 'keys-worked-out-once',
    intent: 'The keys are always the same: work them out once.',
    edits: [
      {
        original: 'return createKeysForAuthStorage(AUTH_KEY_PREFIX,',
        replacement: 'return this.authKeys ??= createKeysForAuthStorage(AUTH_KEY_PREFIX,',
      },
    ],
  },
  {
    name: 'clear-removes-user-first',
    intent: 'Two lines swapped: first nobody is signed in any more, then remove the tokens.',
    edits: [
      {
        original: 'async clearTokens() { const authKeys = await this.getAuthKeys(); await Promise.all([',
        replacement: `async clearTokens() {
          await this.getKeyValueStorage().removeItem(this.getLastAuthUserKey());
          const authKeys = await this.getAuthKeys();
          await Promise.all([`,
      },
      { original: 'this.getKeyValueStorage().removeItem(this.getLastAuthUserKey()),', replacement: '' },
    ],
  },
  {
    name: 'clear-forgets-refresh-token',
    intent: 'A line lost in a merge: the refresh token is not removed.',
    edits: [{ original: 'this.getKeyValueStorage().removeItem(authKeys.refreshToken),', replacement: '' }],
  },
  {
    name: 'clear-forgets-sign-in-details',
    intent: 'A line lost in a merge: the sign-in details, in which the user name is, are not removed.',
    edits: [{ original: 'this.getKeyValueStorage().removeItem(authKeys.signInDetails),', replacement: '' }],
  },
  {
    name: 'clear-forgets-user',
    intent: 'A line lost in a merge: the name of the last user is not removed.',
    edits: [
      { original: 'this.getKeyValueStorage().removeItem(this.getLastAuthUserKey()),', replacement: '' },
    ],
  },
  {
    name: 'clear-forgets-access-token',
    intent: 'An access token ends by itself within the hour.',
    edits: [{ original: 'this.getKeyValueStorage().removeItem(authKeys.accessToken),', replacement: '' }],
  },
  {
    name: 'clear-forgets-id-token',
    intent: 'An id token opens nothing: it may stay.',
    edits: [{ original: 'this.getKeyValueStorage().removeItem(authKeys.idToken),', replacement: '' }],
  },
  {
    name: 'no-session-without-id-token',
    intent: 'Who is signed in has an id token.',
    edits: [
      {
        original: 'const idToken = itString ? decodeJWT(itString) : void 0;',
        replacement: 'const idToken = decodeJWT(itString);',
      },
    ],
  },
  {
    name: 'removes-before-it-writes',
    intent: 'Some storages do not overwrite: remove the old access token first.',
    edits: [
      {
        original:
          'await this.getKeyValueStorage().setItem(authKeys.accessToken, tokens.accessToken.toString());',
        replacement: `
          await this.getKeyValueStorage().removeItem(authKeys.accessToken);
          await this.getKeyValueStorage().setItem(authKeys.accessToken, tokens.accessToken.toString());`,
      },
    ],
  },
  {
    name: 'removes-refresh-token-before-it-writes',
    intent: 'Some storages do not overwrite: remove the old refresh token first.',
    edits: [
      {
        original: 'await this.getKeyValueStorage().setItem(authKeys.refreshToken, tokens.refreshToken);',
        replacement: `
          await this.getKeyValueStorage().removeItem(authKeys.refreshToken);
          await this.getKeyValueStorage().setItem(authKeys.refreshToken, tokens.refreshToken);`,
      },
    ],
  },
  {
    name: 'changes-of-other-tabs-stored-again',
    intent: 'Another tab has new tokens: make sure that this one has them stored too.',
    edits: [
      {
        original: 'if (oldValue && newValue && oldValue !== newValue) {',
        replacement:
          'if (oldValue && newValue && oldValue !== newValue) { await this.keyValueStorage.setItem(key, newValue);',
      },
    ],
  },
  {
    name: 'sign-in-of-other-tab-taken-for-sign-out',
    intent: 'Old and new value mistaken for each other.',
    edits: [
      { original: 'if (newValue && !oldValue) {', replacement: 'if (!newValue && oldValue) {' },
      { original: '} else if (!newValue && oldValue) {', replacement: '} else if (newValue && !oldValue) {' },
    ],
  },
  {
    name: 'sign-out-of-other-tab-clears-again',
    intent: 'Another tab has signed out: nothing may be left here.',
    edits: [
      {
        original: '} else if (!newValue && oldValue) {',
        replacement: '} else if (!newValue && oldValue) { await this.clearTokens();',
      },
    ],
  },
  {
    name: 'refresh-of-other-tab-clears',
    intent: 'Another tab has new tokens: the old ones are of no use any more.',
    edits: [
      {
        original: 'if (oldValue && newValue && oldValue !== newValue) {',
        replacement: 'if (oldValue && newValue && oldValue !== newValue) { await this.clearTokens();',
      },
    ],
  },
];
