import type { AuthClient } from 'amplify-race';

/** The calls that this app makes; in production Amplify's own, in a check those of the simulated world. */
export type Auth = Pick<AuthClient, 'fetchAuthSession' | 'getCurrentUser' | 'signOut'>;

export interface Profile {
  readonly username: string;
  readonly token: string;
}

/** What the profile page shows; nothing where nobody is signed in. */
export async function loadProfile(auth: Auth): Promise<Profile | undefined> {
  const [{ idToken }, { username }] = await Promise.all([auth.fetchAuthSession(), auth.getCurrentUser()]);
  return idToken === undefined || username === undefined ? undefined : { username, token: idToken };
}
