import type { CognitoOptions } from './options.ts';
import { ServiceError } from './service-error.ts';
import { lists, MODELLED_ERRORS } from './service-model.ts';
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
 * The answer of a service in trouble, or of something in front of it, in place of the response. It says nothing about the
 * session: an answer that does, such as that the user is disabled, follows from the server's state.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

const JSON_TYPE = 'application/x-amz-json-1.1';
const HTML_TYPE = 'text/html';
const CORS = { 'access-control-allow-origin': '*' };

/** The errors among them, which the service sends in its own protocol. */
const ERRORS = {
  throttled: 'TooManyRequestsException',
  'limit-exceeded': 'LimitExceededException',
  'internal-error': 'InternalErrorException',
  'resource-not-found': 'ResourceNotFoundException',
} as const satisfies Partial<Record<FaultKind, string>>;

type ErrorKind = keyof typeof ERRORS;

const RAW: Readonly<Record<Exclude<FaultKind, ErrorKind>, WireResponse>> = {
  unavailable: raw(503, JSON_TYPE, '{}'),
  'unavailable-html': raw(503, HTML_TYPE, '<html><body>503 Service Temporarily Unavailable</body></html>'),
  'unavailable-empty': raw(503, JSON_TYPE, ''),
  forbidden: raw(403, JSON_TYPE, '{"message":"Forbidden"}'),
  'forbidden-html': raw(403, HTML_TYPE, '<html><body>403 Forbidden</body></html>'),
  // Not from the service at all, but the page of a Wi-Fi or a proxy, if it reaches the client.
  // A browser hides it from scripts of another origin.
  'captive-portal': {
    status: 200,
    headers: { 'content-type': HTML_TYPE },
    body: '<html><body>Sign in to this network</body></html>',
  },
  'empty-object': raw(200, JSON_TYPE, '{}'),
  null: raw(200, JSON_TYPE, 'null'),
  'empty-result': raw(200, JSON_TYPE, '{"AuthenticationResult":{},"ChallengeParameters":{}}'),
  // From a proxy that silently lost the rest.
  'cut-short': raw(200, JSON_TYPE, '{"AuthenticationResult":{"AccessToken":"eyJ'),
};

/** Whether an operation, or a path of the hosted UI, can have this answer: an error must be in its service model. */
export function mayAnswer(kind: FaultKind, operation: string): boolean {
  return !isError(kind) || lists(operation, ERRORS[kind]);
}

/** The operations whose service models list the error; undefined if every operation can have this answer. */
export function operationsAnswering(kind: FaultKind): readonly string[] | undefined {
  const operations = Object.keys(MODELLED_ERRORS);
  const answering = operations.filter((operation) => mayAnswer(kind, operation));
  return answering.length === operations.length ? undefined : answering;
}

/** The fault as a response, or as an error that the service sends in its own protocol. */
export function faultOf(
  kind: FaultKind,
  { throttleMessage, clientId }: CognitoOptions,
): WireResponse | ServiceError {
  if (!isError(kind)) return RAW[kind];
  const code = ERRORS[kind];
  switch (kind) {
    case 'throttled':
      return new ServiceError(code, throttleMessage);
    case 'limit-exceeded':
      return new ServiceError(code, 'Attempt limit exceeded, please try after some time.');
    case 'resource-not-found':
      return new ServiceError(code, `User pool client ${clientId} does not exist.`);
    case 'internal-error':
      return new ServiceError(code, 'Something went wrong', { status: 500 });
  }
}

function isError(kind: FaultKind): kind is ErrorKind {
  return Object.hasOwn(ERRORS, kind);
}

function raw(status: number, type: string, body: string): WireResponse {
  return { status, headers: { 'content-type': type, ...CORS }, body };
}
