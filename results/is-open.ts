import type { Result } from './types.ts';

/** Whether a check reached no verdict, or the user stopped it before it could: what it did not find may still be there. */
export function isOpen({ verdict, interrupted }: Pick<Result, 'verdict' | 'interrupted'>): boolean {
  return verdict === 'inconclusive' || interrupted;
}
