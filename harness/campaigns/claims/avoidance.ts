import type { ClaimFigure } from '../../../results/claims.ts';
import { type Decision, undecidedBy } from './claim.ts';

/** Judges a claim that its advice prevents losses. A single loss refutes it. */
export function avoidsLosses(figures: readonly ClaimFigure[]): Decision {
  const refuting = figures.find(({ advised, losing }) => advised && losing > 0);
  if (refuting) return { verdict: 'does not hold', because: `${lost(refuting)} (${refuting.setting})` };
  const unclear = undecidedBy(figures);
  if (unclear) return unclear;
  const ill = figures.filter(({ advised, losing }) => !advised && losing > 0);
  const [worst] = ill.toSorted((one, other) => other.losing / other.executions - one.losing / one.executions);
  if (!worst) {
    return {
      verdict: 'undecided',
      because: 'no session was lost without it either, so there is nothing to avoid',
    };
  }
  const advised = figures.filter((figure) => figure.advised);
  return { verdict: 'holds', because: [`${lost(worst)} (${worst.setting})`, ...covered(advised)].join('; ') };
}

function covered(figures: readonly ClaimFigure[]): string[] {
  const sampled = figures
    .filter(({ coverage }) => coverage === 'sampled')
    .reduce((sum, { executions }) => sum + executions, 0);
  const exhausted = figures.filter(({ coverage }) => coverage === 'exhausted');
  const settings = [...new Set(exhausted.map(({ setting }) => setting))];
  return [
    `with it, none of ${sampled} sampled executions does`,
    ...settings.map((setting) => {
      const all = exhausted.filter((figure) => figure.setting === setting);
      const executions = all.map(({ version, executions: count }) => `${version}: ${count}`).join(', ');
      return `nor does any interleaving of ${setting} (executions: ${executions})`;
    }),
  ];
}

function lost({ version, losing, executions, silent, coverage }: ClaimFigure): string {
  const silently = silent === 0 ? '' : `, ${silent} of them without an error`;
  const which = coverage === 'exhausted' ? ', which are all there are' : '';
  return `${version} loses the session in ${losing} of ${executions} executions${which}${silently}`;
}
