import type { AuthClient } from '../../harness/amplify/client/auth-client.ts';

/**
 * Common advice: if a call says that nobody is signed in, or fails because nobody is authenticated, sign in again with
 * stored credentials and repeat the call. We do not recommend that apps store passwords.
 */
export function signInAgain(credentials: { readonly username: string; readonly password: string }) {
  return (client: AuthClient): AuthClient => {
    const orAgain =
      <Args extends unknown[], Result extends { readonly signedIn: boolean }>(
        call: (...args: Args) => Promise<Result>,
      ) =>
      async (...args: Args): Promise<Result> => {
        const result = await call(...args).catch((error: unknown) => {
          if (isForWantOfAuthentication(error)) return undefined;
          throw error;
        });
        if (result?.signedIn) return result;
        await client.signIn(credentials).catch((error: unknown) => {
          // Another call was faster.
          if (nameOf(error) !== 'UserAlreadyAuthenticatedException') throw error;
        });
        return call(...args);
      };
    return {
      ...client,
      fetchAuthSession: orAgain(client.fetchAuthSession),
      getCurrentUser: orAgain(client.getCurrentUser),
      fetchCredentials: orAgain(client.fetchCredentials),
    };
  };
}

/** The names that v6 and v5 give to it. */
const FOR_WANT_OF_AUTHENTICATION: ReadonlySet<unknown> = new Set([
  'NotAuthorizedException',
  'UserUnAuthenticatedException',
]);

function isForWantOfAuthentication(error: unknown): boolean {
  return FOR_WANT_OF_AUTHENTICATION.has(nameOf(error));
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}
