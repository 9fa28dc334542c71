import type { StepFacts } from '../../../results/step-facts.ts';
import type { Lineage, Step } from './step.ts';

/** Something that happens to a world without any app asking for it. */
export interface Occurrence {
  readonly lineage: Lineage;
  readonly kind: 'fault' | 'recovery' | 'kill' | 'load';
  /** To whom or what it happens. */
  readonly actor: string;
  readonly facts: Omit<StepFacts, 'kind'>;
  /** What it writes outside JavaScript, such as the server. */
  readonly resource?: string;
  /** The realm whose code it starts; none by default. */
  readonly starts?: string;
  readonly run: () => void;
}

export function occurrence({ lineage, kind, actor, facts, resource, starts, run }: Occurrence): Step {
  return {
    lineage,
    id: lineage.id,
    kind,
    actor,
    realm: starts ?? '',
    resource,
    writes: true,
    runsJavaScript: starts !== undefined,
    stack: undefined,
    facts: () => ({ kind, ...facts }),
    run,
  };
}
