import type { ClaimFigure } from '../../../results/claims.ts';
import { type Decision, undecidedBy } from './claim.ts';
import { overlap } from './interval.ts';

/**
 * Judges a claim that something is a sign of losses. A sign discriminates: on every release with losses, it occurs in a
 * greater share of the losing executions than of the others, by more than chance.
 */
export function discriminates(figures: readonly ClaimFigure[]): Decision {
  const unclear = undecidedBy(figures);
  if (unclear) return unclear;
  // If all executions lose, there is nothing to discriminate.
  const ill = figures.filter(({ executions, losing }) => losing > 0 && losing < executions);
  if (ill.length === 0) {
    return { verdict: 'undecided', because: 'no session was lost, so there is nothing to detect' };
  }
  const failing = ill.find((figure) => !tellsApart(figure));
  return failing
    ? { verdict: 'does not hold', because: inWords(failing) }
    : { verdict: 'holds', because: ill.map(inWords).join('; ') };
}

/** The same of a claim that the sign tells of every loss: refuted by a single one without it. */
export function detectsAll(figures: readonly ClaimFigure[]): Decision {
  const missed = figures.find(({ losing, sign }) => sign && sign.losing < losing);
  return missed ? { verdict: 'does not hold', because: inWords(missed) } : discriminates(figures);
}

function tellsApart({ executions, losing, sign }: ClaimFigure): boolean {
  if (!sign) return false;
  const others = executions - losing;
  const [withLoss, without] = [sign.losing / losing, sign.others / others];
  return withLoss > without && !overlap([sign.losing, losing], [sign.others, others]);
}

function inWords({ version, setting, executions, losing, sign }: ClaimFigure): string {
  return (
    `on ${version} (${setting}) it shows in ${sign?.losing ?? 0} of ${losing} executions that lose the session ` +
    `and in ${sign?.others ?? 0} of ${executions - losing} others`
  );
}
