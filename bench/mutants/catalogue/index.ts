import type { Mutant } from '../mutant.ts';
import { CREDENTIALS_MUTANTS } from './credentials.ts';
import { REFRESH_MUTANTS } from './refresh.ts';
import { SESSION_MUTANTS } from './session.ts';
import { SIGN_IN_MUTANTS } from './sign-in.ts';
import { TOKEN_ORCHESTRATOR_MUTANTS } from './token-orchestrator.ts';
import { TOKEN_STORE_MUTANTS } from './token-store.ts';

/** All mutants, of aws-amplify 6.22.1. */
export const MUTANTS: readonly Mutant[] = [
  ...TOKEN_STORE_MUTANTS,
  ...TOKEN_ORCHESTRATOR_MUTANTS,
  ...REFRESH_MUTANTS,
  ...SESSION_MUTANTS,
  ...SIGN_IN_MUTANTS,
  ...CREDENTIALS_MUTANTS,
];
