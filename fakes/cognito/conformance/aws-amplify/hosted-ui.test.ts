import { fetchAuthSession, signInWithRedirect, signOut } from 'aws-amplify/auth';
import { describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../fixtures.ts';
import { start } from './fixtures.ts';

describe('Amplify and the hosted UI', () => {
  /** What a browser does: asks for a page, and goes where that sends it. */
  const openPage = async (url: string) => {
    const response = await fetch(url, { redirect: 'manual' });
    return { type: 'success', url: response.headers.get('location') ?? '' } as const;
  };

  const startInWindow = async () => {
    const app = await start({ hostedUi: true });
    // As much of a page as Amplify looks at to know where it is.
    const location = { origin: 'http://localhost:3000', pathname: '/', hostname: 'localhost', href: '' };
    vi.stubGlobal('window', { location, addEventListener: () => {} });
    return { ...app, location };
  };

  it('signs in with a redirect, PKCE and all, and refreshes', async () => {
    const { server, stored, take, wait } = await startInWindow();
    server.signInAtHostedUi('alice');

    await signInWithRedirect({ options: { authSessionOpener: openPage } });
    const signedIn = take();
    wait(2 * HOUR);
    const { tokens } = await fetchAuthSession();

    expect(signedIn.slice(0, 2)).toEqual(['/oauth2/authorize', '/oauth2/token']);
    expect(tokens?.accessToken.payload.scope).toBe('openid email aws.cognito.signin.user.admin');
    expect(take()[0]).toBe('GetTokensFromRefreshToken');
    expect(server.honours(stored('alice.refreshToken') ?? '')).toBe(true);
  });

  it('signs out with a redirect, and revokes its refresh token', async () => {
    const { location, server, stored, take } = await startInWindow();
    server.signInAtHostedUi('alice');
    await signInWithRedirect({ options: { authSessionOpener: openPage } });
    const refreshToken = stored('alice.refreshToken') ?? '';
    take();

    await signOut();
    const { url } = await openPage(location.href);

    expect(url).toBe('http://localhost:3000/');
    expect(take()).toEqual(['RevokeToken', '/logout']);
    expect(server.honours(refreshToken)).toBe(false);
  });

  it('fails with a code that was never given', async () => {
    const { server } = await startInWindow();
    server.signInAtHostedUi('alice');
    const openForged = async (url: string) => {
      const page = await openPage(url);
      const back = new URL(page.url);
      back.searchParams.set('code', 'forged');
      return { ...page, url: back.href };
    };

    const attempt = signInWithRedirect({ options: { authSessionOpener: openForged } });

    await expect(attempt).rejects.toMatchObject({ name: 'OAuthSignInException', message: 'invalid_grant' });
  });
});
