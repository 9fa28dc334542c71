import { createHash } from 'node:crypto';
import type { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { HOSTED_UI_SCOPES } from '../../amplify/client/boot-options.ts';
import { APP_URL, type PageOptions } from '../../amplify/realm/browser.ts';
import type { Release } from '../../amplify/releases/release.ts';
import type { Start } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';

/** As long as Amplify makes them; what they are makes no difference. */
const STATE = 'S'.repeat(32);
const VERIFIER = 'V'.repeat(128);

/** What Amplify 5 keeps in the tab, spelt as it spells it. */
const V5_TAB = { oauth_state: STATE, ouath_pkce_key: VERIFIER };

/** For how long other calls may wait for a sign-in at the hosted UI: `OAUTH_INFLIGHT_TTL_MS` of Amplify. */
const DEADLINE = 5 * 60 * 1000;

/** What a browser holds of a sign-in at the hosted UI that is under way. */
export interface Departure {
  readonly localStorage: Readonly<Record<string, string>>;
  /** The tab's sessionStorage. */
  readonly sessionStorage: Readonly<Record<string, string>>;
}

/**
 * Rejects a hostedUiCallback if no app could have sent the user to the hosted UI.
 * @throws {ScenarioError}
 */
export function checkComebacks({ app, devices, realms }: Start): void {
  for (const [realm, { platform, device, hostedUiCallback }] of Object.entries(realms)) {
    if (!hostedUiCallback) continue;
    const refuse = (why: string): never => {
      throw new ScenarioError(`realm "${realm}" cannot have a hostedUiCallback: ${why}`);
    };
    if (platform !== 'web') refuse(`it is on ${platform}`);
    if (!app?.hostedUi) refuse('the app has no hosted UI');
    if (devices[device]?.signedIn) refuse(`somebody is signed in on device "${device}"`);
  }
}

/**
 * What Amplify leaves in a browser when it sends the user to the hosted UI: v6 `signInWithRedirect`, v5
 * `Auth.federatedSignIn`.
 * @param at when it did so, ms since the Unix epoch
 */
export function leaveForHostedUi({ major, bundle }: Release, clientId: string, at: number): Departure {
  if (major === 5) return { localStorage: {}, sessionStorage: V5_TAB };
  const prefix = `CognitoIdentityServiceProvider.${clientId}`;
  // Releases from before calls waited for a limited time write none, and would leave it there.
  const hasDeadline = bundle.code.includes('inflightOAuthDeadline');
  return {
    localStorage: {
      ...(hasDeadline && { [`${prefix}.inflightOAuthDeadline`]: String(at + DEADLINE) }),
      [`${prefix}.inflightOAuth`]: 'true',
      [`${prefix}.oauthState`]: STATE,
      [`${prefix}.oauthPKCE`]: VERIFIER,
    },
    sessionStorage: {},
  };
}

/** Signs a user in at the hosted UI. @returns the page that the browser is sent back to */
export function pageWithCode(server: FakeCognito, major: 5 | 6, username: string): PageOptions {
  server.signInAtHostedUi(username);
  const { domain, clientId } = server.options;
  const query = new URLSearchParams({
    redirect_uri: APP_URL,
    response_type: 'code',
    client_id: clientId,
    identity_provider: 'COGNITO',
    scope: HOSTED_UI_SCOPES.join(' '),
    state: STATE,
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const url = `https://${domain}/oauth2/authorize?${query}`;
  const { headers } = server.respond(
    { method: 'GET', url, headers: {}, body: '' },
    `hosted UI of ${username}`,
  );
  return {
    url: headers.location ?? APP_URL,
    // Amplify 6 does without.
    ...(major === 5 && { sessionStorage: V5_TAB }),
  };
}
