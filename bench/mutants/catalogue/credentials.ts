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
    survivesBecause:
      'The next user has other tokens, for which hasTokenChanged clears them, and a guest is never given those of a user.',
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
];
