import type { Mutant } from '../mutant.ts';
import { AMPLIFY_5_MUTANTS } from './amplify-5.ts';
import { CREDENTIALS_MUTANTS } from './credentials.ts';
import { REFRESH_MUTANTS } from './refresh.ts';
import { SESSION_MUTANTS } from './session.ts';
import { SIGN_IN_MUTANTS } from './sign-in.ts';
import { TOKEN_ORCHESTRATOR_MUTANTS } from './token-orchestrator.ts';
import { TOKEN_STORE_MUTANTS } from './token-store.ts';

/**
 * All mutants: of aws-amplify 6.22.1, and some of Amplify 5. There are none of the harness: what its own rules miss, such
 * as the key of a state or the accesses of a step, `npm run bench:outcomes` shows by comparing searches.
 */
export const MUTANTS: readonly Mutant[] = [
  ...TOKEN_STORE_MUTANTS,
  ...TOKEN_ORCHESTRATOR_MUTANTS,
  ...REFRESH_MUTANTS,
  ...SESSION_MUTANTS,
  ...SIGN_IN_MUTANTS,
  ...CREDENTIALS_MUTANTS,
  ...AMPLIFY_5_MUTANTS,
];
