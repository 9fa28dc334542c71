import type { Mutant } from '../mutant.ts';

/** `refreshAuthTokens.ts` and `deDupeAsyncFunction.ts`: the refresh itself, and its being shared by concurrent calls. */
export const REFRESH_MUTANTS: readonly Mutant[] = [
  {
    name: 'in-flight-guard-removed',
    intent: 'A wrapper that looked needless: each call does its own refresh.',
    edits: [
      {
        original: 'var refreshAuthTokens = deDupeAsyncFunction(refreshAuthTokensFunction);',
        replacement: 'var refreshAuthTokens = refreshAuthTokensFunction;',
      },
    ],
  },
  {
    name: 'guard-set-after-an-await',
    intent: 'The guard made an async function that first looks whether there is anything to do.',
    edits: [
      {
        original:
          'if (inflightPromise) return inflightPromise; inflightPromise = new Promise((resolve, reject) => {',
        replacement:
          'if (inflightPromise) return inflightPromise; await null; inflightPromise = new Promise((resolve, reject) => {',
      },
    ],
  },
  {
    name: 'guard-released-on-success-only',
    intent: 'The finally became a part of then: after a failure the guard keeps the failed refresh.',
    edits: [
      {
        original: 'asyncFunction(...args).then((result) => { resolve(result); })',
        replacement:
          'asyncFunction(...args).then((result) => { inflightPromise = void 0; resolve(result); })',
      },
      {
        original: 'reject(error); }).finally(() => { inflightPromise = void 0; });',
        replacement: 'reject(error); });',
      },
    ],
  },
  {
    name: 'guard-never-released',
    intent: 'The finally lost in a rewrite: every later refresh gets the first one.',
    edits: [
      {
        original: 'reject(error); }).finally(() => { inflightPromise = void 0; });',
        replacement: 'reject(error); });',
      },
    ],
  },
  {
    name: 'old-refresh-token-kept',
    intent: 'Sides of ?? swapped: the refresh token stays the one of the sign-in.',
    edits: [
      {
        original: 'refreshToken: AuthenticationResult?.RefreshToken ?? tokens.refreshToken,',
        replacement: 'refreshToken: tokens.refreshToken ?? AuthenticationResult?.RefreshToken,',
      },
    ],
  },
  {
    name: 'refresh-token-from-response-only',
    intent: 'Written with rotation in mind: the response has the refresh token.',
    edits: [
      {
        original: 'refreshToken: AuthenticationResult?.RefreshToken ?? tokens.refreshToken,',
        replacement: 'refreshToken: AuthenticationResult?.RefreshToken,',
      },
    ],
  },
  {
    name: 'refresh-without-device-key',
    intent: 'A parameter that looked optional: refresh without naming the device.',
    edits: [
      {
        original: 'RefreshToken: tokens.refreshToken, DeviceKey: tokens.deviceMetadata?.deviceKey,',
        replacement: 'RefreshToken: tokens.refreshToken,',
      },
    ],
  },
  {
    name: 'refreshes-without-name',
    intent: 'Who it is does not change by a refresh: leave the name out.',
    edits: [
      {
        original: 'refreshToken: AuthenticationResult?.RefreshToken ?? tokens.refreshToken, username };',
        replacement: 'refreshToken: AuthenticationResult?.RefreshToken ?? tokens.refreshToken };',
      },
    ],
  },
];
