import { isFault, Lineage, type Step } from './step.ts';

const lineage = Lineage.root('at-rest');

/**
 * Nothing more happens. This is offered to a strategy if everything that is left is optional: the kill of an idle app, the
 * jump of a clock that nobody reads. Picking it ends the execution. It is never taken.
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

/** The choices of a strategy when these steps are enabled. */
export function choicesAmong(enabled: readonly Step[]): readonly Step[] {
  return enabled.every(isFault) ? [...enabled, AT_REST] : enabled;
}
