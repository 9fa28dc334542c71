import { type Mistake, mistakesIn } from './mistakes.ts';
import { argumentOf } from './program-schema.ts';

export interface CallContext {
  /** Whether the app has an identity pool, so that it can ask for AWS credentials. */
  readonly hasIdentityPool: boolean;
  /** The place of the call, such as `program()[0].calls[1]`. */
  readonly place: string;
}

/** The mistakes in a call of this API, whether it is data or made by code. The schema finds unknown APIs. */
export function mistakesInCall(
  api: unknown,
  args: readonly unknown[],
  { hasIdentityPool, place }: CallContext,
): Mistake[] {
  const schema = typeof api === 'string' ? argumentOf(api) : undefined;
  if (!schema) return [];
  const mistakes = mistakesIn(schema, args[0], `${place}.args[0]`);
  if (args.length > 1) {
    const message = `has ${args.length} arguments; ${String(api)} takes at most 1`;
    mistakes.push({ place: `${place}.args`, message });
  }
  if (api === 'fetchCredentials' && !hasIdentityPool) mistakes.push({ place, message: NO_IDENTITY_POOL });
  return mistakes;
}

const NO_IDENTITY_POOL =
  'fetchCredentials asks for AWS credentials, and the app has no identity pool; set start().app.identityPool to true';
