import type { CognitoOptions } from '../../../fakes/cognito/options.ts';

/** How an app is configured, beyond its user pool. */
export interface AppConfig {
  /** Whether it has an identity pool, which gives users and guests AWS credentials. Default false. */
  readonly identityPool?: boolean;
  /** Whether users can sign in at the hosted UI, in a browser. Default false. */
  readonly hostedUi?: boolean;
  /** `password` by default, which takes one round trip. */
  readonly signInBy?: 'password' | 'srp';
  /** Whether Amplify 5 writes all that it logs to the console, not only warnings and errors. Default false. */
  readonly debugLog?: boolean;
}

/** What an app tells Amplify when it starts. */
export interface BootOptions<Storage> {
  readonly pool: CognitoOptions;
  readonly app?: AppConfig | undefined;
  /** Undefined where Amplify finds its storage by itself, as in a browser. */
  readonly storage: Storage | undefined;
  readonly onHubEvent: (event: string) => void;
  /** Whether the app asks for what happened in other tabs too, as it can from 6.22. Default false. */
  readonly hearsOtherTabs?: boolean;
}

/** What an app asks for of a user's account. Without the last Amplify has no use for its access token. */
export const HOSTED_UI_SCOPES: readonly string[] = ['openid', 'email', 'aws.cognito.signin.user.admin'];

/** What Amplify's Hub hands to listeners, in every version. */
export interface HubCapsule {
  readonly payload: { readonly event: string };
}
