/**
 * Questions about Cognito that public sources leave open, or answer in contradictory ways. Each default is the likelier
 * answer. A result should hold for every answer. `CONFORMANCE.md` lists them all.
 */
export interface OpenQuestions {
  /**
   * What a second use within the grace period gives: `sibling`, a further refresh token beside the first successor;
   * `same`, that successor again; `replacement`, a further refresh token while those issued since the first use
   * end. The developer guide says only that the old token "can remain valid" for the time.
   */
  readonly graceReplay: 'sibling' | 'same' | 'replacement';
  /** Whether reuse after the grace period revokes the whole session. Not documented; other providers do so. */
  readonly reuseRevokesFamily: boolean;
  /** Text of RefreshTokenReuseException. Not documented; the default is a placeholder, never to be matched on. */
  readonly reuseMessage: string;
  /** Whether a rotation keeps `origin_jti`. Not documented. */
  readonly rotationKeepsOrigin: boolean;
  /**
   * The error of REFRESH_TOKEN_AUTH on a rotating app client. The developer guide says that the flow cannot be used,
   * not how it is refused.
   */
  readonly rotatingRefreshError:
    | 'InvalidParameterException'
    | 'NotAuthorizedException'
    | 'UnsupportedOperationException';
  /** Reported with (aws-sdk-java-v2#1389) and without the dot at the end (re:Post knowledge center). */
  readonly invalidRefreshTokenMessage: 'Invalid Refresh Token.' | 'Invalid Refresh Token';
  /**
   * What RevokeToken ends for a token that a rotation has replaced: `session`, with its successors ("and all
   * subsequent access and identity tokens": developer guide on the revocation endpoint), or `token`, it and the
   * access and id tokens that came with it or of it ("other refresh tokens issued to the user are not affected": the
   * guide on token revocation), so that the successor lives on.
   */
  readonly revokeReplaced: 'session' | 'token';
  /**
   * How RevokeToken answers for a token that is unknown or already revoked: with success, as in RFC 7009, 2.2, or
   * with an error, of which the service model lists UnauthorizedException and not NotAuthorizedException.
   */
  readonly revokeAgain: 'success' | 'UnauthorizedException';
  /**
   * Whether GlobalSignOut also revokes what is signed in later within the same second, as a stamp of whole seconds
   * would. Reported (aws-sdk-java#2449, aws-sdk-js#4323), not documented.
   */
  readonly sameSecondSignOut: boolean;
  /**
   * Whether a refresh is refused for a user whose password must be reset. PasswordResetRequiredException is in the service
   * model of InitiateAuth and not in that of GetTokensFromRefreshToken: either that operation refuses with
   * NotAuthorizedException, or it does not check.
   */
  readonly resetRefusesRefresh: boolean;
  /**
   * Whether a session that USER_PASSWORD_AUTH has opened can be refreshed if devices are tracked. An article by
   * AWS (re:Post knowledge center, "Invalid Refresh Token") says that it cannot; Amplify confirms the device and
   * continues as after any other sign-in.
   */
  readonly passwordSessionsRefresh: boolean;
  /** Whether a `Session` string works once only. Its error is reported, its rule is not documented. */
  readonly singleUseSessions: boolean;
  /** Status of a throttled request: 400 on the wire by all reports (botocore#1756), 429 in the newest service model. */
  readonly throttleStatus: 400 | 429;
  /** Text of TooManyRequestsException. Both are reported. */
  readonly throttleMessage: 'Rate exceeded' | 'Too many requests';
  /** Whether a throttled request's error has a name, in body or header. Reported without (amplify-js#6767). */
  readonly throttleNamed: boolean;
  /**
   * Status of other client faults: 400 on the wire (aws-sdk-php#2183, aws-sdk-java#2449), while the newest service
   * model has 401 for UnauthorizedException, 403 for NotAuthorizedException, 404 for what is not found.
   */
  readonly clientFaultStatus: 'always-400' | 'as-modelled';
  /**
   * Whether errors carry `x-amzn-ErrorType` and `x-amzn-ErrorMessage`. Clients look for them and responses expose
   * them; no captured error shows them.
   */
  readonly errorTypeHeader: boolean;
}

export const DEFAULT_ANSWERS: OpenQuestions = {
  graceReplay: 'sibling',
  reuseRevokesFamily: false,
  reuseMessage: 'Refresh token has been rotated',
  rotationKeepsOrigin: true,
  rotatingRefreshError: 'InvalidParameterException',
  invalidRefreshTokenMessage: 'Invalid Refresh Token.',
  revokeReplaced: 'session',
  revokeAgain: 'success',
  sameSecondSignOut: false,
  resetRefusesRefresh: true,
  passwordSessionsRefresh: true,
  singleUseSessions: true,
  throttleStatus: 400,
  throttleMessage: 'Rate exceeded',
  throttleNamed: true,
  clientFaultStatus: 'always-400',
  errorTypeHeader: true,
};
