import { type Executed, execute, executionSoFar } from '../execution/execute.ts';
import type { Execution } from '../execution/execution.ts';
import type { OpenWorld } from '../execution/open-world.ts';
import type { Subject } from '../execution/subject.ts';
import { GENERAL_INVARIANTS } from '../invariants/index.ts';
import type { Invariant } from '../invariants/invariant.ts';
import { replayStrategy } from '../strategies/replay.ts';
import type { Step } from '../world/step.ts';

/** An invariant and the first step after which it was broken for good. */
export interface LastingBreach {
  readonly invariant: string;
  readonly step: Step;
}

/**
 * Runs an execution once more and judges it after each step as if it had ended there. In the middle of a refresh
 * much is broken that the next steps mend; what counts is from when on an invariant never held again.
 * @returns the invariants that are broken at the end, the first to break for good first
 */
export async function lastingBreaches(subject: Subject, { steps }: Executed): Promise<LastingBreach[]> {
  const invariants = [...GENERAL_INVARIANTS, ...(subject.scenario.invariants ?? [])].filter(
    ({ onlyAtEnd }) => !onlyAtEnd,
  );
  /** Ids of steps. */
  const since = new Map<string, string>();
  let world: OpenWorld | undefined;
  const replay = replayStrategy(steps.map(({ id }) => id));
  await execute(
    subject,
    {
      ...replay,
      attach: (open) => {
        world = open;
      },
      settled(step) {
        if (!world) return;
        const execution = executionSoFar(world, 'quiescent');
        for (const invariant of invariants) {
          if (!breaks(invariant, execution)) since.delete(invariant.name);
          else if (!since.has(invariant.name)) since.set(invariant.name, step.id);
        }
      },
    },
    { observed: true },
  );
  return [...since].flatMap(([invariant, id]) => {
    const step = steps.find((candidate) => candidate.id === id);
    return step ? [{ invariant, step }] : [];
  });
}

function breaks(invariant: Invariant, execution: Execution): boolean {
  try {
    return invariant.check(execution) !== undefined;
  } catch {
    // One of a scenario's own may count on calls that are still to come.
    return false;
  }
}
