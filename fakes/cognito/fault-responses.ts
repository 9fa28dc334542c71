import type { CognitoOptions } from './options.ts';
import { ServiceError } from './service-error.ts';
import type { WireResponse } from './wire.ts';

export const FAULT_KINDS = [
  'throttled',
  'limit-exceeded',
  'internal-error',
  'unavailable',
  'unavailable-html',
  'unavailable-empty',
  'forbidden',
  'forbidden-html',
  'captive-portal',
  'empty-object',
  'null',
  'empty-result',
  'cut-short',
  'resource-not-found',
] as const;

/**
 * What a service that is in trouble, or something in front of it, answers in place of the response. It says nothing
 * about the session: an answer that does, such as that the user is disabled, follows from the server's state.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

const JSON_TYPE = 'application/x-amz-json-1.1';
const HTML_TYPE = 'text/html';
const CORS = { 'access-control-allow-origin': '*' };

const RAW: Readonly<Partial<Record<FaultKind, WireResponse>>> = {
  unavailable: raw(503, JSON_TYPE, '{}'),
  'unavailable-html': raw(503, HTML_TYPE, '<html><body>503 Service Temporarily Unavailable</body></html>'),
  'unavailable-empty': raw(503, JSON_TYPE, ''),
  forbidden: raw(403, JSON_TYPE, '{"message":"Forbidden"}'),
  'forbidden-html': raw(403, HTML_TYPE, '<html><body>403 Forbidden</body></html>'),
  // Not answered by the service at all: where it reaches the client, the page of a Wi-Fi or a proxy.
  // A browser shows it to no script of another origin.
  'captive-portal': {
    status: 200,
    headers: { 'content-type': HTML_TYPE },
    body: '<html><body>Sign in to this network</body></html>',
  },
  'empty-object': raw(200, JSON_TYPE, '{}'),
  null: raw(200, JSON_TYPE, 'null'),
  'empty-result': raw(200, JSON_TYPE, '{"AuthenticationResult":{},"ChallengeParameters":{}}'),
  // By a proxy that lost the rest and said so to nobody.
  'cut-short': raw(200, JSON_TYPE, '{"AuthenticationResult":{"AccessToken":"eyJ'),
};

/** The fault as a response, or as an error that the service words in its own protocol. */
export function faultOf(
  kind: FaultKind,
  { throttleStatus, clientId }: CognitoOptions,
): WireResponse | ServiceError {
  switch (kind) {
    case 'throttled':
      return new ServiceError('TooManyRequestsException', 'Rate exceeded', { status: throttleStatus });
    case 'limit-exceeded':
      return new ServiceError(
        'LimitExceededException',
        'Attempt limit exceeded, please try after some time.',
      );
    case 'resource-not-found':
      return new ServiceError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
    default:
      return RAW[kind] ?? new ServiceError('InternalErrorException', 'Something went wrong', { status: 500 });
  }
}

function raw(status: number, type: string, body: string): WireResponse {
  return { status, headers: { 'content-type': type, ...CORS }, body };
}
