import type { CognitoOptions } from '../../../fakes/cognito/options.ts';

/** An app's configuration, apart from its user pool. */
export interface AppConfig {
  /** Whether it has an identity pool, which gives users and guests AWS credentials. Default false. */
  readonly identityPool?: boolean;
  /** Whether users can sign in at the hosted UI, in a browser. Default false. */
  readonly hostedUi?: boolean;
  /** `password` by default, which takes one round trip. */
  readonly signInBy?: 'password' | 'srp';
  /** Whether Amplify 5 logs everything to the console, not only warnings and errors. Default false. */
  readonly debugLog?: boolean;
}

/** The options that an app gives to Amplify when it starts. */
export interface BootOptions<Storage> {
  readonly pool: CognitoOptions;
  readonly app?: AppConfig | undefined;
  /** Undefined if Amplify finds its storage by itself, as in a browser. */
  readonly storage: Storage | undefined;
  readonly onHubEvent: (event: string) => void;
  /** Whether the app also listens to events of other tabs, as it can from 6.22 on. Default false. */
  readonly hearsOtherTabs?: boolean;
}

/** The scopes that an app asks for. Without the last one, Amplify cannot use its access token. */
export const HOSTED_UI_SCOPES: readonly string[] = ['openid', 'email', 'aws.cognito.signin.user.admin'];

/** What Amplify's Hub passes to listeners, in every version. */
export interface HubCapsule {
  readonly payload: { readonly event: string };
}
