import type { HostedUi } from '../hosted-ui/hosted-ui.ts';
import type { IdentityPool } from '../identity-pool/identity-pool.ts';
import { ServiceError } from '../service-error.ts';
import type { UserPool } from '../user-pool.ts';

/** What an operation gets besides its input. */
export interface Call {
  readonly pool: UserPool;
  readonly identities: IdentityPool;
  readonly hostedUi: HostedUi;
  /** Names the request: whatever is drawn at random in the reply is derived from it. */
  readonly entropy: string;
  /** Who sent the request; undefined where nobody said. */
  readonly client?: string | undefined;
}

/**
 * An operation of a service: from input to output.
 * @throws {ServiceError} for the errors that the service answers with
 */
export type Operation = (input: Input, call: Call) => object;

/** Parsed JSON of a request. Clients send nulls for what they leave out. */
export type Input = Readonly<Record<string, unknown>>;

/** A string field of the input; empty when absent or of another type. */
export function text(input: unknown, field: string): string {
  const value = typeof input === 'object' && input !== null ? (input as Input)[field] : undefined;
  return typeof value === 'string' ? value : '';
}

/** @throws {ServiceError} for another app client's id */
export function checkClient(input: Input, { pool }: Call, error = 'ResourceNotFoundException'): void {
  const clientId = text(input, 'ClientId');
  if (clientId === pool.around.options.clientId) return;
  throw new ServiceError(error, `User pool client ${clientId} does not exist.`);
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}
