/** An error that Cognito answers with. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  /** Whether it was caused by a refresh token that had been spent before. */
  readonly reuse: boolean;

  constructor(code: string, message: string, { status = 400, reuse = false } = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.reuse = reuse;
  }
}

export function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
