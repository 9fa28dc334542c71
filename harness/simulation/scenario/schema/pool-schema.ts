import { z } from 'zod';
import type { CognitoOptions } from '../../../../fakes/cognito/options.ts';
import { exactly, FLAG, oneOfAll, TEXT, value } from './schema-parts.ts';

const SECONDS = value<number>(
  'a number of seconds, more than 0',
  (input) => typeof input === 'number' && input > 0,
);
const GRACE = value<number>(
  'a whole number of seconds from 0 to 60',
  (input) => Number.isInteger(input) && Number(input) >= 0 && Number(input) <= 60,
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
  rotation: exactly<NonNullable<CognitoOptions['rotation']>>({ graceSeconds: GRACE }).optional(),
  graceReplay: oneOfAll<Word<'graceReplay'>>({ sibling: true, same: true, replacement: true }).optional(),
  reuseRevokesFamily: FLAG.optional(),
  reuseMessage: TEXT.optional(),
  rotationKeepsOrigin: FLAG.optional(),
  rotatingRefreshError: oneOfAll<Word<'rotatingRefreshError'>>({
    InvalidParameterException: true,
    NotAuthorizedException: true,
    UnsupportedOperationException: true,
  }).optional(),
  invalidRefreshTokenMessage: oneOfAll<Word<'invalidRefreshTokenMessage'>>({
    'Invalid Refresh Token.': true,
    'Invalid Refresh Token': true,
  }).optional(),
  revocation: FLAG.optional(),
  revokeReplaced: oneOfAll<Word<'revokeReplaced'>>({ session: true, token: true }).optional(),
  revokeAgain: oneOfAll<Word<'revokeAgain'>>({ success: true, UnauthorizedException: true }).optional(),
  sameSecondSignOut: FLAG.optional(),
  hidesUserExistence: FLAG.optional(),
  emailAlias: FLAG.optional(),
  deviceTracking: oneOfAll<Word<'deviceTracking'>>({ off: true, 'opt-in': true, always: true }).optional(),
  challengeRequiredOnNewDevice: FLAG.optional(),
  mfaCode: TEXT.optional(),
  confirmationCode: TEXT.optional(),
  resetRefusesRefresh: FLAG.optional(),
  passwordSessionsRefresh: FLAG.optional(),
  singleUseSessions: FLAG.optional(),
  throttleStatus: value<400 | 429>('400 or 429', (input) => input === 400 || input === 429).optional(),
  throttleMessage: oneOfAll<Word<'throttleMessage'>>({
    'Rate exceeded': true,
    'Too many requests': true,
  }).optional(),
  throttleNamed: FLAG.optional(),
  clientFaultStatus: oneOfAll<Word<'clientFaultStatus'>>({
    'always-400': true,
    'as-modelled': true,
  }).optional(),
  errorTypeHeader: FLAG.optional(),
  identityPoolId: TEXT.optional(),
  guestAccess: FLAG.optional(),
  credentialsSeconds: SECONDS.optional(),
  serverSideTokenCheck: FLAG.optional(),
  domain: TEXT.optional(),
  callbackUrls: URLS.optional(),
  logoutUrls: URLS.optional(),
});
