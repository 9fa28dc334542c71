import { derivedUuid } from './derived.ts';
import type { Call, Input } from './operations/operation.ts';
import { OPERATIONS } from './routes.ts';
import { ServiceError } from './service-error.ts';
import type { WireRequest, WireResponse } from './wire.ts';

const JSON_TYPE = 'application/x-amz-json-1.1';

/**
 * Answers a request of the AWS JSON protocol 1.1: the operation in a header, input and output as JSON.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 * @throws {ServiceError}
 */
export function answerJsonRpc(request: WireRequest, call: Call): WireResponse {
  const target = request.headers['x-amz-target'] ?? '';
  const operation = OPERATIONS[target];
  if (!operation) throw new ServiceError('UnknownOperationException', `no operation "${target}"`);
  const output = operation(parseInput(request.body), call);
  return { status: 200, headers: commonHeaders(call), body: JSON.stringify(output) };
}

/** What a reply is made with. */
type Reply = Pick<Call, 'pool' | 'entropy'>;

/** Errors on the wire: the name in the body and, by default, in a header. All client faults are 400. */
export function jsonRpcError({ code, message, status }: ServiceError, call: Reply): WireResponse {
  const typed = call.pool.around.options.errorTypeHeader;
  return {
    status,
    headers: {
      ...commonHeaders(call),
      ...(typed && { 'x-amzn-errortype': `${code}:`, 'x-amzn-errormessage': message }),
    },
    body: JSON.stringify({ __type: code, message }),
  };
}

function commonHeaders({ pool, entropy }: Reply): Record<string, string> {
  return {
    'content-type': JSON_TYPE,
    'x-amzn-requestid': derivedUuid('request id', pool.around.seed, entropy),
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
  };
}

function parseInput(body: string): Input {
  try {
    const input: unknown = JSON.parse(body);
    if (typeof input === 'object' && input !== null) return input as Input;
  } catch {
    // Answered below, as Cognito does.
  }
  throw new ServiceError('SerializationException', 'The body is not a JSON object');
}
