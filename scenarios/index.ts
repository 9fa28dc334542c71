import type { Scenario } from '../harness/scenario/scenario.ts';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { sequential } from './sequential.ts';
import { signOutDuringRefresh } from './sign-out-during-refresh.ts';

/** Every scenario that comes with amplify-race. */
export const CATALOGUE: readonly Scenario[] = [concurrentRefresh, signOutDuringRefresh, sequential];
