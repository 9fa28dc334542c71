import type { SearchFacts } from '../../../results/types.ts';
import type { CheckOptions } from '../../exploration/explore/check-options.ts';
import type { Exploration } from '../../exploration/explore/explore.ts';
import { isSearch } from '../../exploration/strategies/exhaustive.ts';

/**
 * Why a search of every order that found nothing shows nothing: the budget ended it. What it had searched by then is
 * no sample either: its executions differ in their last steps only.
 */
export function whyCutShort(
  { strategy, checkpoint }: Pick<CheckOptions, 'strategy' | 'checkpoint'>,
  {
    ended,
    executions,
    search,
  }: Pick<Exploration, 'ended' | 'executions'> & { readonly search?: SearchFacts },
): string | undefined {
  if (!isSearch(strategy) || ended !== 'budget') return undefined;
  const ofAll = search && search.estimate > executions ? ` of about ${search.estimate}` : '';
  const goOn =
    checkpoint === undefined
      ? 'Give it a larger budget (--runs, --time), or take the default strategy: it samples what is too large to search'
      : 'Run the same command again: it goes on from the checkpoint';
  return `the budget ended the search after ${executions}${ofAll} executions, which shows nothing of the others. ${goOn}`;
}
