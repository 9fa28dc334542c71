import type { Mutant } from '../mutant.ts';

const STORE = `await (orchestrator ?? tokenOrchestrator).setTokens({ tokens });`;

/** `cacheTokens.ts` and `completeOAuthFlow.ts`: what a sign-in stores. */
export const SIGN_IN_MUTANTS: readonly Mutant[] = [
  {
    name: 'sign-in-does-not-wait-to-be-stored',
    intent: 'The user is signed in once Cognito says so: the storage can take its time.',
    edits: [{ original: STORE, replacement: STORE.replace('await ', '') }],
  },
  {
    name: 'sign-in-drops-id-token',
    intent: 'The access token is all that the API wants.',
    edits: [
      {
        original: 'if (AuthenticationResult.IdToken) { idToken = decodeJWT(AuthenticationResult.IdToken); }',
        replacement: '',
      },
    ],
  },
  {
    name: 'sign-in-drops-refresh-token',
    intent: 'A refresh token comes with a refresh, too.',
    edits: [
      {
        original:
          'if (AuthenticationResult.RefreshToken) { refreshToken = AuthenticationResult.RefreshToken; }',
        replacement: '',
      },
    ],
  },
  {
    name: 'sign-in-stores-no-name',
    intent: 'The name is in the tokens.',
    edits: [
      {
        original: 'deviceMetadata, username: AuthenticationResult.username };',
        replacement: 'deviceMetadata, username: "username" };',
      },
    ],
  },
  {
    name: 'sign-in-drops-its-details',
    intent: 'How the user signed in is of no use once signed in.',
    edits: [
      {
        original: 'if (AuthenticationResult?.signInDetails) {',
        replacement: 'if (AuthenticationResult?.signInDetail) {',
      },
    ],
  },
  {
    name: 'sign-in-clears-after-it-stores',
    intent: 'Leave nothing behind of who was signed in before.',
    edits: [
      {
        original: STORE,
        replacement: `${STORE} await (orchestrator ?? tokenOrchestrator).clearTokens(); ${STORE}`,
      },
    ],
  },
  {
    name: 'hosted-ui-without-verifier',
    intent: 'The code alone proves that the user has signed in.',
    edits: [
      {
        original: '...codeVerifier ? { code_verifier: codeVerifier } : {}',
        replacement: '',
      },
    ],
  },
  {
    name: 'hosted-ui-drops-refresh-token',
    intent: 'The hosted UI keeps its own session.',
    edits: [
      { original: 'IdToken: id_token, RefreshToken: refreshToken });', replacement: 'IdToken: id_token });' },
    ],
  },
  {
    name: 'calls-do-not-await-the-hosted-ui',
    intent: 'A call should not hang because the user is on the way back.',
    edits: [
      {
        original: 'await this.waitForInflightOAuth(); tokens = await',
        replacement: 'tokens = await',
      },
    ],
  },
  {
    name: 'hosted-ui-does-not-wait-to-be-stored',
    intent: 'The user is back: the storage can take its time.',
    edits: [
      {
        original:
          'await cacheCognitoTokens({ username, AccessToken: access_token, IdToken: id_token, RefreshToken',
        replacement:
          'cacheCognitoTokens({ username, AccessToken: access_token, IdToken: id_token, RefreshToken',
      },
    ],
  },
  {
    name: 'sign-in-stored-when-idle',
    intent: 'Writing can wait until the app has nothing else to do.',
    edits: [
      {
        original: STORE,
        replacement: 'setTimeout(() => (orchestrator ?? tokenOrchestrator).setTokens({ tokens }), 0);',
      },
    ],
  },
];
