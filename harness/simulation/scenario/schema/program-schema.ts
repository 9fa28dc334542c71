import { z } from 'zod';
import { API_NAMES, type ApiName, type AuthClient } from '../../../amplify/client/auth-client.ts';
import type { ActorProgram, ProgramCall } from '../scenario.ts';
import { exactly, FLAG, FUNCTION, type Names, oneOfWords, value } from './schema-parts.ts';

/** The arguments that each call takes. */
type Arguments = { readonly [Api in ApiName]: z.ZodType<Parameters<AuthClient[Api]>[0]> };

/** A user's input: Amplify has to handle an empty field. */
const INPUT = value<string>('a text', (input) => typeof input === 'string');
const NOTHING: z.ZodType<undefined> = z.undefined();

const ARGUMENTS: Arguments = {
  fetchAuthSession: exactly<NonNullable<Parameters<AuthClient['fetchAuthSession']>[0]>>({
    forceRefresh: FLAG.optional(),
  }).optional(),
  getCurrentUser: NOTHING,
  fetchCredentials: NOTHING,
  configure: NOTHING,
  signIn: exactly<Parameters<AuthClient['signIn']>[0]>({ username: INPUT, password: INPUT }),
  signOut: exactly<NonNullable<Parameters<AuthClient['signOut']>[0]>>({ global: FLAG.optional() }).optional(),
};

/** The schema of an API's argument. */
export function argumentOf(api: string): z.ZodType | undefined {
  return Object.hasOwn(ARGUMENTS, api) ? ARGUMENTS[api as ApiName] : undefined;
}

/** A call as data. Its arguments are checked separately, because they depend on the API. */
export const CALL: z.ZodType<ProgramCall> = exactly<ProgramCall>({
  api: oneOfWords(API_NAMES),
  args: z.array(z.any()).optional(),
});

export const CALLS: z.ZodType<readonly ProgramCall[]> = z.array(CALL);

const ACTOR_NAME = value<string>(
  'a name of letters, digits, - and _',
  (input) => typeof input === 'string' && /^[A-Za-z0-9_-]+$/.test(input),
);

/** What `program()` returns. */
export function programSchema({ realms, actors }: Names): z.ZodType<readonly ActorProgram[]> {
  return z.array(
    exactly<ActorProgram>({
      actor: ACTOR_NAME,
      realm: oneOfWords(realms),
      sameTaskAs: oneOfWords(actors).optional(),
      calls: CALLS.optional(),
      run: FUNCTION.optional(),
    }),
  );
}
