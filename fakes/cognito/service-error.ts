import type { WireResponse } from './wire.ts';

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

export const JSON_TYPE = 'application/x-amz-json-1.1';

/** Errors on the wire: the name in the body and, by default, in a header. All client faults are 400. */
export function errorResponse(error: ServiceError, typeHeader: boolean): WireResponse {
  return {
    status: error.status,
    headers: {
      'content-type': JSON_TYPE,
      ...(typeHeader && { 'x-amzn-errortype': `${error.code}:`, 'x-amzn-errormessage': error.message }),
    },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
}

export function notAuthorized(message: string): ServiceError {
  return new ServiceError('NotAuthorizedException', message);
}
