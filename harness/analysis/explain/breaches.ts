import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type AsJudged, asJudged } from '../../simulation/execution/as-judged.ts';
import { type Executed, execute, executionSoFar } from '../../simulation/execution/execute.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { GENERAL_INVARIANTS } from '../../simulation/invariants/index.ts';
import { type Judgement, NOT_IN_FORCE } from '../../simulation/invariants/invariant.ts';
import type { Step } from '../../simulation/world/step.ts';

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
 * Runs an execution again and judges it after each step as if it had ended there. In the middle of a refresh, invariants
 * break that the next steps repair. What counts is the step after which an invariant never held again.
 * @returns the invariants that are broken at the end, the first to break for good first
 */
export async function lastingBreaches(subject: Subject, { steps }: Executed): Promise<LastingBreach[]> {
  const judges = judgesOf(subject);
  const since = new Map<string, Since>();
  let world: OpenWorld | undefined;
  const replay = replayStrategy(steps.map(({ id }) => id));
  await execute(
    subject,
    observing(replay, {
      attach: (open) => {
        world = open;
      },
      settled(step) {
        if (!world) return;
        const execution = asJudged(executionSoFar(world, 'quiescent'));
        for (const { name, check } of judges) {
          const symptom = symptomIn(() => check(execution));
          const before = since.get(name);
          if (symptom === undefined) since.delete(name);
          else if (symptom !== before?.symptom)
            since.set(name, { id: before?.id ?? step.id, symptom, inThisWay: step.id });
        }
      },
    }),
    { observed: true },
  );
  const byId = new Map(steps.map((step) => [step.id, step]));
  return [...since].flatMap(([invariant, { id, inThisWay }]) => {
    const [step, last] = [byId.get(id), byId.get(inThisWay)];
    return step && last ? [{ invariant, step, inThisWay: last }] : [];
  });
}

interface Judge {
  /** The invariant's name. */
  readonly name: string;
  readonly check: (execution: AsJudged) => Judgement;
}

/** The invariants that can judge before the end. */
function judgesOf({ scenario }: Subject): Judge[] {
  const beforeTheEnd = ({ onlyAtEnd }: { readonly onlyAtEnd?: boolean }): boolean => !onlyAtEnd;
  return [
    ...GENERAL_INVARIANTS.filter(beforeTheEnd).map((invariant) => ({
      name: invariant.name,
      check: ({ general }: AsJudged) => invariant.check(general),
    })),
    ...(scenario.invariants ?? []).filter(beforeTheEnd).map((invariant) => ({
      name: invariant.name,
      check: ({ own }: AsJudged) => invariant.check(own),
    })),
  ];
}

function symptomIn(check: () => Judgement): string | undefined {
  try {
    const judgement = check();
    return judgement === NOT_IN_FORCE ? undefined : judgement?.symptom;
  } catch {
    // A scenario's own invariant may rely on calls that have yet to come.
    return undefined;
  }
}
