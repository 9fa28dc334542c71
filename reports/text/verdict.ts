import type { Result } from '../../results/types.ts';
import { formatCount } from '../../results/words/count.ts';
import { formatShare } from './count.ts';

/** The verdict and what it is based on. A green verdict always says what was covered. */
export function verdictInWords(result: Result): string {
  if (result.verdict === 'survives') return `survives (${coverageInWords(result)})`;
  const stopped = result.interrupted ? ', stopped early' : '';
  if (result.verdict === 'inconclusive') {
    return `inconclusive: ${result.reason ?? 'no reason was given'}${stopped}`;
  }
  const { failing, executions } = result;
  return `fails in ${formatCount(failing)} (${formatShare(failing, executions)})${stopped}`;
}

/** `sampled 2,000`, `all with <= 2 delays`, `exhaustive, 1,789 states`, or how far the check got. */
export function coverageInWords(result: Result): string {
  const { coverage, complete, interrupted } = result;
  const cut = interrupted ? 'stopped early' : 'budget used up';
  const classes = `${formatCount(result.classes)} ${result.classes === 1 ? 'class' : 'classes'}`;
  if (coverage === 'sampled') {
    return `sampled ${formatCount(result.executions)}${ofAll(result)}${complete ? '' : `, ${cut}`}`;
  }
  if (coverage === 'bounded') {
    const bound = `with ${result.bound ?? 'a bound'}`;
    return complete ? `all ${bound}` : `not all ${bound}: ${classes}, ${cut}`;
  }
  if (!complete) return `not exhaustive: ${classes}, ${cut}`;
  return `exhaustive, ${result.states === undefined ? classes : `${formatCount(result.states)} states`}`;
}

/** The estimated total, if a search was stopped that has one. */
function ofAll({ executions, search }: Result): string {
  return search && search.estimate > executions ? ` of about ${formatCount(search.estimate)}` : '';
}
