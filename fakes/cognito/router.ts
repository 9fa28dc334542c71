import { type FaultKind, faultOf } from './fault-responses.ts';
import type { Faults } from './faults.ts';
import { answerHostedUi } from './hosted-ui/endpoints.ts';
import { OAuthError, oauthErrorResponse } from './hosted-ui/oauth-error.ts';
import { answerJsonRpc, jsonRpcError } from './json-rpc.ts';
import type { Call } from './operations/operation.ts';
import { publishedDocument } from './published-documents.ts';
import { ServiceError } from './service-error.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/** The outcome of one request. */
export interface Answer {
  readonly response: WireResponse;
  /** `ok`, or the name of an error. */
  readonly outcome: string;
  /** Whether a refresh token was refused because it had been spent before. */
  readonly reuse: boolean;
}

/** The name of the operation that a request asks for; a path where it has none. */
export function operationOf(request: WireRequest): string {
  return request.headers['x-amz-target']?.split('.').at(-1) ?? new URL(request.url).pathname;
}

/** Routes a request by its target or path: host names may be those of a proxy or of an overridden endpoint. */
export function answer(request: WireRequest, call: Call, faults: Faults): Answer {
  if (request.method === 'OPTIONS') return { response: preflight(), outcome: 'ok', reuse: false };
  const fault = faults.take(operationOf(request));
  if (!fault) return undisturbed(request, call);
  const reuse = fault.afterEffect === true && undisturbed(request, call).reuse;
  return { ...faultAnswer(fault.kind, call), reuse };
}

/** What a request is answered that a fault hits. */
export function faultAnswer(kind: FaultKind, call: Pick<Call, 'pool' | 'entropy'>): Omit<Answer, 'reuse'> {
  const instead = faultOf(kind, call.pool.around.options);
  if (!(instead instanceof ServiceError)) return { response: instead, outcome: kind };
  return { response: jsonRpcError(instead, call), outcome: instead.code };
}

function undisturbed(request: WireRequest, call: Call): Answer {
  try {
    return { response: dispatch(request, call), outcome: 'ok', reuse: false };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const response = error instanceof OAuthError ? oauthErrorResponse(error) : jsonRpcError(error, call);
    return { response, outcome: error.code, reuse: error.reuse };
  }
}

function dispatch(request: WireRequest, call: Call): WireResponse {
  if (request.headers['x-amz-target'] !== undefined) return answerJsonRpc(request, call);
  const url = new URL(request.url);
  const response =
    publishedDocument(url.pathname, call.pool.around.options) ?? answerHostedUi(request, url, call);
  if (response) return response;
  throw new ServiceError('UnknownOperationException', `nothing is at ${url.pathname}`, { status: 404 });
}

/** The question that browsers ask before they send the headers of the AWS protocol to another origin. */
function preflight(): WireResponse {
  return {
    status: 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET,HEAD,OPTIONS,POST',
      'access-control-allow-headers':
        'authorization,cache-control,content-type,x-amz-target,x-amz-user-agent,amz-sdk-invocation-id,amz-sdk-request',
      'access-control-max-age': '172800',
    },
    body: '',
  };
}
