import type { ClaimFigure } from '../../../results/claims.ts';

/** A figure in which nothing was lost. */
export function figure(changes: Partial<ClaimFigure> = {}): ClaimFigure {
  return {
    amplify: '6.6.6',
    version: '6.6.6',
    advised: false,
    setting: 'as it is',
    coverage: 'sampled',
    executions: 100,
    losing: 0,
    silent: 0,
    inconclusive: 0,
    ...changes,
  };
}
