import type { ClaimFigure } from '../../../results/claims.ts';
import { type Decision, undecidedBy } from './claim.ts';
import { type Share, wilson } from './interval.ts';

/**
 * Judges a claim that fewer refreshes mean fewer losses. An execution is one refresh. Losses per day become rarer unless,
 * by more than chance, each refresh becomes more likely to lose the session in the proportion in which refreshes become
 * fewer.
 */
export function rarerWithFewerRefreshes(figures: readonly ClaimFigure[]): Decision {
  const unclear = undecidedBy(figures);
  if (unclear) return unclear;
  const pairs = [...new Set(figures.map(({ version }) => version))].flatMap((version) => {
    const sorted = figures
      .filter((figure) => figure.version === version)
      .toSorted((one, other) => (other.refreshesADay ?? 0) - (one.refreshesADay ?? 0));
    const [often, seldom] = [sorted[0], sorted.at(-1)];
    const loses = sorted.some(({ losing }) => losing > 0);
    return often && seldom && often !== seldom && loses ? [{ often, seldom }] : [];
  });
  if (pairs.length === 0) {
    return { verdict: 'undecided', because: 'no session was lost, so nothing can become rarer' };
  }
  const failing = pairs.find(({ often, seldom }) => !isRarer(often, seldom));
  return failing
    ? { verdict: 'does not hold', because: inWords(failing.often, failing.seldom) }
    : {
        verdict: 'holds',
        because: `${pairs.map(({ often, seldom }) => inWords(often, seldom)).join('; ')}: rarer, not avoided`,
      };
}

function isRarer(often: ClaimFigure, seldom: ClaimFigure): boolean {
  const most = wilson(share(seldom))[1] * (seldom.refreshesADay ?? 0);
  const least = wilson(share(often))[0] * (often.refreshesADay ?? 0);
  return most < least;
}

function share({ losing, executions }: ClaimFigure): Share {
  return [losing, executions];
}

function inWords(often: ClaimFigure, seldom: ClaimFigure): string {
  return (
    `on ${often.version} ${often.losing} of ${often.executions} refreshes lose the session with ${often.setting} and ` +
    `${seldom.losing} of ${seldom.executions} with ${seldom.setting}, while a day has at most ` +
    `${often.refreshesADay} and ${seldom.refreshesADay}`
  );
}
