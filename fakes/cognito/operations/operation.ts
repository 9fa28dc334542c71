import type { FakeCognito } from '../fake-cognito.ts';

/** What an operation gets besides its input. */
export interface Call {
  readonly server: FakeCognito;
  /** Names the request: whatever is drawn at random in the reply is derived from it. */
  readonly entropy: string;
}

/**
 * An operation of the user pool API: from input to output.
 * @throws {ServiceError} for the errors that the API answers with
 */
export type Operation = (input: Input, call: Call) => object;

/** Parsed JSON of a request. Clients send nulls for what they leave out. */
export type Input = Readonly<Record<string, unknown>>;

/** A string field of the input; empty when absent or of another type. */
export function text(input: unknown, field: string): string {
  const value = typeof input === 'object' && input !== null ? (input as Input)[field] : undefined;
  return typeof value === 'string' ? value : '';
}
