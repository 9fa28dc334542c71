import type { Result } from './types.ts';

/** Whether a check came to no verdict, or the user stopped it on the way there: nothing follows from what it did not meet. */
export function isOpen({ verdict, interrupted }: Pick<Result, 'verdict' | 'interrupted'>): boolean {
  return verdict === 'inconclusive' || interrupted;
}
