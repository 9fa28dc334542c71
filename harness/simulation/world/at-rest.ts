import { isFault, Lineage, type Step } from './step.ts';

const lineage = Lineage.root('at-rest');

/**
 * That nothing more happens. It is offered to a strategy where all that is left need not happen: that an app is killed
 * which has nothing to do, that a clock jumps which nobody reads. Picked, it ends the execution; it is never taken.
 */
export const AT_REST: Step = {
  lineage,
  id: lineage.id,
  kind: 'rest',
  actor: lineage.id,
  realm: '',
  resource: undefined,
  writes: false,
  runsJavaScript: false,
  stack: undefined,
  facts: () => ({ kind: 'rest' }),
  run: () => {
    throw new Error('the end of an execution is no step to take');
  },
};

/** What a strategy chooses from where these steps are enabled. */
export function choicesAmong(enabled: readonly Step[]): readonly Step[] {
  return enabled.every(isFault) ? [...enabled, AT_REST] : enabled;
}
