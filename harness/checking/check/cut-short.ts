import type { SearchFacts } from '../../../results/types.ts';
import { formatCount } from '../../../results/words/count.ts';
import type { CheckOptions } from '../../exploration/explore/check-options.ts';
import type { Exploration } from '../../exploration/explore/explore.ts';
import { isComposed } from '../../exploration/strategies/composed.ts';
import { coveredBy, isCovering } from '../../exploration/strategies/covering.ts';

/**
 * Why an enumeration of orders that found nothing proves nothing: it ended before it had covered anything. Nor are its
 * executions a sample: they differ in only a few steps.
 */
export function whyCutShort(
  { strategy, checkpoint }: Pick<CheckOptions, 'strategy' | 'checkpoint'>,
  {
    ended,
    executions,
    search,
  }: Pick<Exploration, 'ended' | 'executions'> & { readonly search?: SearchFacts },
): string | undefined {
  const enumerates = isCovering(strategy) && !isComposed(strategy);
  if (!enumerates || ended === 'done' || coveredBy(strategy).coverage !== 'sampled') return undefined;
  const ofAll = search && search.estimate > executions ? ` of about ${formatCount(search.estimate)}` : '';
  const goOn =
    checkpoint === undefined
      ? 'Use a larger budget (--runs, --time), or the default strategy, which samples a space that is too large'
      : 'Run the same command again to continue from the checkpoint';
  const what = ended === 'budget' ? 'the budget ran out' : 'it was stopped';
  return `${what} after ${formatCount(executions)}${ofAll} executions; the rest was not explored. ${goOn}`;
}
