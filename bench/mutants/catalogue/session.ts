import type { Mutant } from '../mutant.ts';

const CLEAR_AND_ANNOUNCE = `
  tokenOrchestrator2.clearTokens();
  await ctx.clearCredentials();
  Hub.dispatch("auth", { event: "signedOut" }, "Auth", AMPLIFY_SYMBOL);
  } } async function clientSignOut`;

/** `signOut.ts`, `getCurrentUser.ts` and the session of `AuthClass`: what an app calls. */
export const SESSION_MUTANTS: readonly Mutant[] = [
  {
    name: 'sign-out-clears-before-it-revokes',
    intent: 'The user should be out at once: first clear the tokens, then tell the server.',
    edits: [
      {
        original: 'await clientSignOut(cognitoConfig, tokenOrchestrator2);',
        replacement:
          'await tokenOrchestrator2.clearTokens(); await clientSignOut(cognitoConfig, tokenOrchestrator2);',
      },
    ],
  },
  {
    name: 'sign-out-keeps-tokens-it-could-not-revoke',
    intent: 'Keep the tokens where they could not be revoked, so that the next sign-out can try again.',
    edits: [
      {
        original: 'await clientSignOut(cognitoConfig, tokenOrchestrator2); }',
        replacement: 'if (await clientSignOut(cognitoConfig, tokenOrchestrator2) === false) return; }',
      },
      {
        original: 'logger11.debug("Client signOut error caught but will proceed with token removal");',
        replacement: 'return false;',
      },
    ],
  },
  {
    name: 'sign-out-stores-what-it-cleared',
    intent: 'Clear at the start and restore what was there if something went wrong on the way.',
    edits: [
      {
        original:
          'const authTokens = await tokenOrchestrator2.getTokenStore().loadTokens(); assertAuthTokensWithRefreshToken(authTokens);',
        replacement: `
          const authTokens = await tokenOrchestrator2.getTokenStore().loadTokens();
          assertAuthTokensWithRefreshToken(authTokens);
          restore = () => tokenOrchestrator2.setTokens({ tokens: authTokens });
          await tokenOrchestrator2.clearTokens();`,
      },
      {
        original: 'async function clientSignOut(cognitoConfig, tokenOrchestrator2) { try {',
        replacement: 'async function clientSignOut(cognitoConfig, tokenOrchestrator2) { let restore; try {',
      },
      {
        original: 'logger11.debug("Client signOut error caught but will proceed with token removal");',
        replacement: 'await restore?.();',
      },
    ],
  },
  {
    name: 'signed-out-not-announced',
    intent: 'A line lost when credentials got an event of their own: nobody dispatches signedOut.',
    edits: [
      {
        original: CLEAR_AND_ANNOUNCE,
        replacement: `
          tokenOrchestrator2.clearTokens();
          await ctx.clearCredentials();
          } } async function clientSignOut`,
      },
    ],
  },
  {
    name: 'signed-out-announced-when-idle',
    intent: 'Listeners can wait until the app has nothing else to do.',
    edits: [
      {
        original: CLEAR_AND_ANNOUNCE,
        replacement: `
          tokenOrchestrator2.clearTokens();
          await ctx.clearCredentials();
          setTimeout(() => Hub.dispatch("auth", { event: "signedOut" }, "Auth", AMPLIFY_SYMBOL), 0);
          } } async function clientSignOut`,
      },
    ],
  },
  {
    name: 'sign-out-does-not-wait-for-the-server',
    intent: 'The user should not wait for the network to be signed out.',
    edits: [
      {
        original: 'await clientSignOut(cognitoConfig, tokenOrchestrator2);',
        replacement: 'clientSignOut(cognitoConfig, tokenOrchestrator2);',
      },
    ],
  },
  {
    name: 'sign-out-clears-when-idle',
    intent: 'Removing can wait until the app has nothing else to do.',
    edits: [
      {
        original: CLEAR_AND_ANNOUNCE,
        replacement: `
          setTimeout(() => tokenOrchestrator2.clearTokens(), 0);
          await ctx.clearCredentials();
          Hub.dispatch("auth", { event: "signedOut" }, "Auth", AMPLIFY_SYMBOL);
          } } async function clientSignOut`,
      },
    ],
  },
  {
    name: 'sign-out-leaves-tokens-to-the-event',
    intent: 'Listeners of signedOut are to clear what is theirs: so does the token store, if one is set up.',
    edits: [
      {
        original: CLEAR_AND_ANNOUNCE,
        replacement: `
          Hub.dispatch("auth", { event: "signedOut" }, "Auth", AMPLIFY_SYMBOL);
          await ctx.clearCredentials();
          } } async function clientSignOut`,
      },
    ],
  },
  {
    name: 'current-user-forces-a-refresh',
    intent: 'The user shown should be the one that the server knows now.',
    edits: [
      {
        original:
          'const tokens = await amplify.getTokens({ forceRefresh: false }); assertAuthTokens(tokens);',
        replacement:
          'const tokens = await amplify.getTokens({ forceRefresh: true }); assertAuthTokens(tokens);',
      },
    ],
  },
];
