/** An error that Cognito answers with. */
export class ServiceError extends Error {
  readonly code: string;
  /** HTTP status. Undefined for a client fault: 400, unless the service is set up otherwise. */
  readonly status: number | undefined;
  /** Whether it was caused by a refresh token that had been spent before. */
  readonly reuse: boolean;

  constructor(
    code: string,
    message: string,
    { status, reuse = false }: { readonly status?: number; readonly reuse?: boolean } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.reuse = reuse;
  }
}

export function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
