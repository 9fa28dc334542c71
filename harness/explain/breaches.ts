import { type Executed, execute, executionSoFar } from '../execution/execute.ts';
import type { Execution } from '../execution/execution.ts';
import type { OpenWorld } from '../execution/open-world.ts';
import type { Subject } from '../execution/subject.ts';
import { GENERAL_INVARIANTS } from '../invariants/index.ts';
import { type Invariant, NOT_IN_FORCE } from '../invariants/invariant.ts';
import { replayStrategy } from '../strategies/replay.ts';
import type { Step } from '../world/step.ts';

/** An invariant that is broken at the end. */
export interface LastingBreach {
  readonly invariant: string;
  /** The first step after which it was broken for good. */
  readonly step: Step;
  /** The first step after which it was broken for good in the way in which it is at the end. */
  readonly inThisWay: Step;
}

/** Ids of steps. */
interface Since {
  readonly id: string;
  readonly symptom: string;
  readonly inThisWay: string;
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
  const since = new Map<string, Since>();
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
          const { name } = invariant;
          const symptom = symptomIn(invariant, execution);
          const before = since.get(name);
          if (symptom === undefined) since.delete(name);
          else if (symptom !== before?.symptom)
            since.set(name, { id: before?.id ?? step.id, symptom, inThisWay: step.id });
        }
      },
    },
    { observed: true },
  );
  const byId = new Map(steps.map((step) => [step.id, step]));
  return [...since].flatMap(([invariant, { id, inThisWay }]) => {
    const [step, last] = [byId.get(id), byId.get(inThisWay)];
    return step && last ? [{ invariant, step, inThisWay: last }] : [];
  });
}

function symptomIn(invariant: Invariant, execution: Execution): string | undefined {
  try {
    const judgement = invariant.check(execution);
    return judgement === NOT_IN_FORCE ? undefined : judgement?.symptom;
  } catch {
    // One of a scenario's own may count on calls that are still to come.
    return undefined;
  }
}
