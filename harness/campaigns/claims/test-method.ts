import type { ClaimFigure } from '../../../results/claims.ts';
import { type Decision, undecidedBy } from './claim.ts';

/**
 * Judges a claim that a way of testing finds losses. A release refutes it that loses the session in some setting, but in
 * none of the advised ones. The verdict also says whether other settings find the losses, too.
 */
export function findsLosses(figures: readonly ClaimFigure[]): Decision {
  const unclear = undecidedBy(figures);
  if (unclear) return unclear;
  const ill = [...new Set(figures.filter(({ losing }) => losing > 0).map(({ version }) => version))];
  if (ill.length === 0) {
    return { verdict: 'undecided', because: 'no session was lost, so there is nothing to find' };
  }
  const found = (version: string, advised: boolean): ClaimFigure[] =>
    figures.filter((one) => one.version === version && one.advised === advised && one.losing > 0);
  const missed = ill.filter((version) => found(version, true).length === 0);
  if (missed.length > 0) {
    return {
      verdict: 'does not hold',
      because: missed.map((version) => `on ${version} only ${inWords(found(version, false))}`).join('; '),
    };
  }
  const needed = ill.filter((version) => found(version, false).length === 0);
  const other = ill.filter((version) => !needed.includes(version));
  return {
    verdict: 'holds',
    because: [
      ...other.map((version) => `on ${version} ${inWords(figuresOf(version))}, so it is not needed`),
      ...needed.map((version) => `on ${version} it is needed: ${inWords(found(version, true))}`),
    ].join('; '),
  };

  function figuresOf(version: string): ClaimFigure[] {
    return [...found(version, true), ...found(version, false)];
  }
}

function inWords(figures: readonly ClaimFigure[]): string {
  return figures.map(({ setting, firstLoss }) => `${setting} finds it in execution ${firstLoss}`).join(', ');
}
