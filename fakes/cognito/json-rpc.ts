import { derivedUuid } from './derived.ts';
import type { Call, Input } from './operations/operation.ts';
import type { UserPoolOptions } from './options.ts';
import { OPERATIONS } from './routes.ts';
import { ServiceError } from './service-error.ts';
import { lists, MODELLED_STATUS } from './service-model.ts';
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
  const input = parseInput(request.body);
  const output = asModelled(target, () => operation(input, call));
  return { status: 200, headers: commonHeaders(call), body: JSON.stringify(output) };
}

/** What a reply is made with. */
type Reply = Pick<Call, 'pool' | 'entropy'>;

/** Errors on the wire: the name in the body and, by default, in a header. */
export function jsonRpcError(error: ServiceError, call: Reply): WireResponse {
  const { code, message } = error;
  const { options } = call.pool.around;
  const named = code !== 'TooManyRequestsException' || options.throttleNamed;
  return {
    status: error.status ?? clientFaultStatus(code, options),
    headers: {
      ...commonHeaders(call),
      ...(named &&
        options.errorTypeHeader && { 'x-amzn-errortype': `${code}:`, 'x-amzn-errormessage': message }),
    },
    body: JSON.stringify({ ...(named && { __type: code }), message }),
  };
}

function clientFaultStatus(code: string, options: UserPoolOptions): number {
  if (code === 'TooManyRequestsException') return options.throttleStatus;
  return options.clientFaultStatus === 'as-modelled' ? (MODELLED_STATUS[code] ?? 400) : 400;
}

/** @throws {TypeError} for an error that the operation's service model does not list: Cognito has never sent it */
function asModelled(target: string, run: () => object): object {
  try {
    return run();
  } catch (error) {
    const operation = target.split('.').at(-1) ?? '';
    if (!(error instanceof ServiceError) || lists(operation, error.code)) throw error;
    throw new TypeError(`the service model of ${operation} lists no ${error.code}`, { cause: error });
  }
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
