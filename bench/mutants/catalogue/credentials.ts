import type { Mutant } from '../mutant.ts';

const CLEAR = `
  this._credentialsAndIdentityId = void 0;
  await this._identityIdStore.clearIdentityId();`;

/** `credentialsProvider.ts`, `IdentityIdProvider.ts`, `IdentityIdStore.ts`: AWS credentials and whose they are. */
export const CREDENTIALS_MUTANTS: readonly Mutant[] = [
  {
    name: 'identity-kept-at-sign-out',
    intent: 'The identity is of the device: only the credentials have to go at sign-out.',
    edits: [{ original: CLEAR, replacement: 'this._credentialsAndIdentityId = void 0;' }],
  },
  {
    name: 'credentials-kept-at-sign-out',
    intent: 'Credentials last an hour whoever is signed in: leave them to their expiry.',
    edits: [{ original: CLEAR, replacement: 'await this._identityIdStore.clearIdentityId();' }],
  },
  {
    name: 'identity-cleared-in-storage-only',
    intent: 'Clear what is stored: what is in memory goes with the page.',
    edits: [
      {
        original: 'async clearIdentityId() { this._primaryIdentityId = void 0;',
        replacement: 'async clearIdentityId() {',
      },
    ],
  },
  {
    name: 'credentials-of-a-guest-for-a-user',
    intent: 'Use what is cached while it lasts.',
    edits: [
      {
        original: 'this._credentialsAndIdentityId.isAuthenticatedCreds === true',
        replacement: 'this._credentialsAndIdentityId.isAuthenticatedCreds !== void 0',
      },
    ],
  },
  {
    name: 'credentials-asked-for-without-login',
    intent: 'The identity says who it is: the login was sent to get it.',
    edits: [{ original: 'IdentityId: identityId, Logins: logins', replacement: 'IdentityId: identityId' }],
  },
  {
    name: 'identity-of-a-user-stored-as-a-guest',
    intent: 'One kind of identity is enough: the pool knows whose it is.',
    edits: [{ original: 'type: tokens ? "primary" : "guest"', replacement: 'type: "guest"' }],
  },
  {
    name: 'credentials-of-a-user-for-a-guest',
    intent: 'Use what is cached while it lasts.',
    edits: [
      {
        original: 'this._credentialsAndIdentityId.isAuthenticatedCreds === false',
        replacement: 'this._credentialsAndIdentityId.isAuthenticatedCreds !== void 0',
      },
    ],
  },
  {
    name: 'identity-asked-for-without-login',
    intent: 'The credentials are asked for with the login: the identity needs none.',
    edits: [
      {
        original: 'IdentityPoolId: identityPoolId, Logins: logins',
        replacement: 'IdentityPoolId: identityPoolId',
      },
    ],
  },
  {
    name: 'identity-kept-in-storage',
    intent: 'The identity of the user replaces that of the guest: there is nothing to remove.',
    edits: [
      {
        original: `
          if (this._hasGuestIdentityId) {
            this.keyValueStorage.removeItem(this._authKeys.identityId);
            this._hasGuestIdentityId = false;
          }`,
        replacement: 'this._hasGuestIdentityId = false;',
      },
    ],
  },
  {
    name: 'identity-not-removed-at-sign-out',
    intent: 'What is in memory is forgotten: what is stored is of the device.',
    edits: [
      {
        original:
          'async clearIdentityId() { this._primaryIdentityId = void 0; await this.keyValueStorage.removeItem(this._authKeys.identityId); }',
        replacement: 'async clearIdentityId() { this._primaryIdentityId = void 0; }',
      },
    ],
  },
  {
    name: 'credentials-kept-beyond-their-hour',
    intent: 'Ask less often: minutes and hours mistaken.',
    edits: [
      {
        original: 'var CREDENTIALS_TTL = 50 * 60 * 1e3;',
        replacement: 'var CREDENTIALS_TTL = 50 * 60 * 60 * 1e3;',
      },
    ],
  },
  {
    name: 'credentials-never-past-their-time',
    intent: 'The deadline is set whenever credentials are: it is enough that there is one.',
    edits: [
      {
        original: '? true : this._nextCredentialsRefresh <= Date.now()',
        replacement: '? true : false',
      },
    ],
  },
  {
    name: 'credentials-kept-when-the-token-changes',
    intent: 'Who it is does not change with a refresh: keep the credentials.',
    edits: [
      {
        original: 'if (forceRefresh || tokenHasChanged) { this.clearCredentials(); }',
        replacement: 'if (forceRefresh) { this.clearCredentials(); }',
      },
    ],
  },
];
