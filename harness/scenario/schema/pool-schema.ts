import { z } from 'zod';
import type { CognitoOptions } from '../../../fakes/cognito/options.ts';
import { COUNT, exactly, FLAG, oneOfAll, TEXT, value } from './schema-parts.ts';

const SECONDS = value<number>(
  'a number of seconds, more than 0',
  (input) => typeof input === 'number' && input > 0,
);
const URLS = z.array(TEXT);

type Options = Partial<CognitoOptions>;
type Word<Name extends keyof CognitoOptions> = CognitoOptions[Name] & string;

/** What `start().pool` may hold. */
export const POOL: z.ZodType<Options> = exactly<Options>({
  region: TEXT.optional(),
  userPoolId: TEXT.optional(),
  clientId: TEXT.optional(),
  accessTokenSeconds: SECONDS.optional(),
  idTokenSeconds: SECONDS.optional(),
  refreshTokenSeconds: SECONDS.optional(),
  authSessionSeconds: SECONDS.optional(),
  rotation: exactly<NonNullable<CognitoOptions['rotation']>>({ graceSeconds: COUNT }).optional(),
  graceReplay: oneOfAll<Word<'graceReplay'>>({ sibling: true, same: true }).optional(),
  reuseRevokesFamily: FLAG.optional(),
  reuseMessage: TEXT.optional(),
  rotationKeepsOrigin: FLAG.optional(),
  rotatingRefreshError: oneOfAll<Word<'rotatingRefreshError'>>({
    InvalidParameterException: true,
    NotAuthorizedException: true,
  }).optional(),
  invalidRefreshTokenMessage: oneOfAll<Word<'invalidRefreshTokenMessage'>>({
    'Invalid Refresh Token.': true,
    'Invalid Refresh Token': true,
  }).optional(),
  revocation: FLAG.optional(),
  revokeAgain: oneOfAll<Word<'revokeAgain'>>({ success: true, NotAuthorizedException: true }).optional(),
  sameSecondSignOut: FLAG.optional(),
  hidesUserExistence: FLAG.optional(),
  emailAlias: FLAG.optional(),
  deviceTracking: oneOfAll<Word<'deviceTracking'>>({ off: true, 'opt-in': true, always: true }).optional(),
  challengeRequiredOnNewDevice: FLAG.optional(),
  mfaCode: TEXT.optional(),
  confirmationCode: TEXT.optional(),
  singleUseSessions: FLAG.optional(),
  throttleStatus: value<400 | 429>('400 or 429', (input) => input === 400 || input === 429).optional(),
  errorTypeHeader: FLAG.optional(),
  identityPoolId: TEXT.optional(),
  guestAccess: FLAG.optional(),
  credentialsSeconds: SECONDS.optional(),
  serverSideTokenCheck: FLAG.optional(),
  domain: TEXT.optional(),
  callbackUrls: URLS.optional(),
  logoutUrls: URLS.optional(),
});
