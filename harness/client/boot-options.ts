import type { CognitoOptions } from '../../fakes/cognito/options.ts';

/** What an app tells Amplify when it starts. */
export interface BootOptions<Storage> {
  readonly pool: CognitoOptions;
  /** Undefined where Amplify finds its storage by itself, as in a browser. */
  readonly storage: Storage | undefined;
  readonly onHubEvent: (event: string) => void;
}

/** What Amplify's Hub hands to listeners, in every version. */
export interface HubCapsule {
  readonly payload: { readonly event: string };
}
