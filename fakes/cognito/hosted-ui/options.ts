/** How the domain of the user pool and the OAuth side of its app client are set up. */
export interface HostedUiOptions {
  /** Host name of the hosted UI, a prefix domain or a custom one. */
  readonly domain: string;
  /** `CallbackURLs` of the app client. */
  readonly callbackUrls: readonly string[];
  /** `LogoutURLs` of the app client. */
  readonly logoutUrls: readonly string[];
}

export const DEFAULT_HOSTED_UI_OPTIONS: HostedUiOptions = {
  domain: 'example.auth.us-east-1.amazoncognito.com',
  callbackUrls: ['http://localhost:3000/'],
  logoutUrls: ['http://localhost:3000/'],
};
