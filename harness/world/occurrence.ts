import type { Lineage, Step } from './step.ts';

/** Something that happens to a world: no app asked for it, and none of its code runs. */
export interface Occurrence {
  readonly lineage: Lineage;
  readonly kind: 'fault' | 'recovery';
  /** To whom or what it happens. */
  readonly actor: string;
  readonly words: string;
  /** What it writes outside JavaScript, such as the server. */
  readonly resource?: string;
  readonly run: () => void;
}

export function occurrence({ lineage, kind, actor, words, resource, run }: Occurrence): Step {
  return {
    lineage,
    id: lineage.id,
    kind,
    actor,
    realm: '',
    resource,
    writes: true,
    runsJavaScript: false,
    stack: undefined,
    describe: () => words,
    run,
  };
}
