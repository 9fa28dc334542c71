import type { Mutant } from '../mutant.ts';

const ANNOUNCE_REFRESH = 'Hub.dispatch("auth", { event: "tokenRefresh" }, "Auth", AMPLIFY_SYMBOL);';

/** `TokenOrchestrator.ts`: when tokens are refreshed, and what comes of a refresh. */
export const TOKEN_ORCHESTRATOR_MUTANTS: readonly Mutant[] = [
  {
    name: 'clears-before-it-refreshes',
    intent: 'The old tokens are of no use any more: remove them before asking for new ones.',
    edits: [
      {
        original: 'const newTokens = await this.getTokenRefresher()({',
        replacement: 'await this.clearTokens(); const newTokens = await this.getTokenRefresher()({',
      },
    ],
  },
  {
    name: 'refresh-not-waited-to-be-stored',
    intent: 'An await dropped: the caller has its tokens and need not wait until they are stored.',
    edits: [
      {
        original: 'await this.setTokens({ tokens: newTokens });',
        replacement: 'this.setTokens({ tokens: newTokens });',
      },
    ],
  },
  {
    name: 'user-re-read-after-refresh',
    intent: 'Ask the store who the user is when the tokens arrive: it knows best.',
    edits: [
      {
        original: 'newTokens.signInDetails = signInDetails;',
        replacement:
          'newTokens.signInDetails = signInDetails; newTokens.username = await this.getTokenStore().getLastAuthUser();',
      },
    ],
  },
  {
    name: 'sign-in-details-not-carried-over',
    intent: 'A line that looked needless: what the refresh does not return is not changed by it.',
    edits: [{ original: 'newTokens.signInDetails = signInDetails;', replacement: '' }],
  },
  {
    name: 'refresh-not-announced',
    intent: 'A line lost when the event was to move: nobody dispatches tokenRefresh.',
    edits: [{ original: ANNOUNCE_REFRESH, replacement: '' }],
  },
  {
    name: 'refresh-announced-before-it-happens',
    intent: 'Two lines swapped: tell listeners at once.',
    edits: [
      {
        original: 'const { signInDetails } = tokens; const newTokens',
        replacement: `const { signInDetails } = tokens; ${ANNOUNCE_REFRESH} const newTokens`,
      },
      {
        original: `await this.setTokens({ tokens: newTokens }); ${ANNOUNCE_REFRESH}`,
        replacement: 'await this.setTokens({ tokens: newTokens });',
      },
    ],
  },
  {
    name: 'clears-on-any-error',
    intent: 'A session that cannot be refreshed is over.',
    edits: [
      {
        original: 'const shouldClearTokens = this.isAuthenticationError(err);',
        replacement: 'const shouldClearTokens = true;',
      },
    ],
  },
  {
    name: 'clears-on-network-error',
    intent: 'A list of names to which one too many was added.',
    edits: [
      {
        original: '"UserNotConfirmedException",',
        replacement: '"UserNotConfirmedException", "NetworkError",',
      },
    ],
  },
  {
    name: 'any-error-means-signed-out',
    intent: 'A refresh that fails gives no tokens: return null for all errors alike.',
    edits: [
      {
        original: 'if (err.name.startsWith("NotAuthorizedException")) { return null; } throw err;',
        replacement: 'return null;',
      },
    ],
  },
  {
    name: 'old-tokens-when-refresh-fails',
    intent: 'Offline the app should go on with the tokens that it has.',
    edits: [
      {
        original: 'return this.handleErrors(err);',
        replacement: 'return this.isAuthenticationError(err) ? this.handleErrors(err) : tokens;',
      },
    ],
  },
  {
    name: 'force-refresh-forgotten',
    intent: 'A condition simplified: refresh what has expired.',
    edits: [
      {
        original: 'if (options?.forceRefresh || idTokenExpired || accessTokenExpired) {',
        replacement: 'if (idTokenExpired || accessTokenExpired) {',
      },
    ],
  },
  {
    name: 'refreshes-once-both-expired',
    intent: 'A condition turned round: there is no need before both tokens have expired.',
    edits: [
      {
        original: 'if (options?.forceRefresh || idTokenExpired || accessTokenExpired) {',
        replacement: 'if (options?.forceRefresh || idTokenExpired && accessTokenExpired) {',
      },
    ],
  },
  {
    name: 'expiry-compared-the-wrong-way',
    intent: 'A comparison rewritten with its sides swapped.',
    edits: [
      {
        original: 'return currentTime + clockDrift + tolerance > expiresAt;',
        replacement: 'return expiresAt > currentTime + clockDrift + tolerance;',
      },
    ],
  },
  {
    name: 'clock-drift-the-wrong-way',
    intent: 'A sign mistaken: take the drift off the time.',
    edits: [
      {
        original: 'return currentTime + clockDrift + tolerance > expiresAt;',
        replacement: 'return currentTime - clockDrift + tolerance > expiresAt;',
      },
    ],
  },
  {
    name: 'returns-what-it-had',
    intent: 'The refresh stores the tokens: the next call will find them.',
    edits: [
      {
        original: 'tokens = await this.refreshTokens({ tokens, username,',
        replacement: 'await this.refreshTokens({ tokens, username,',
      },
    ],
  },
  {
    name: 'refusal-is-thrown',
    intent: 'An app should hear why it is signed out.',
    edits: [
      {
        original: 'if (err.name.startsWith("NotAuthorizedException")) { return null; } throw err;',
        replacement: 'throw err;',
      },
    ],
  },
  {
    name: 'refresh-stored-when-idle',
    intent: 'Writing can wait until the app has nothing else to do.',
    edits: [
      {
        original: 'await this.setTokens({ tokens: newTokens });',
        replacement: 'setTimeout(() => this.setTokens({ tokens: newTokens }), 0);',
      },
    ],
  },
];
