import type { SourcePosition } from '../../../results/types.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import { scenarioFrame } from '../../simulation/scenario/scenario-position.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { StepAccesses } from './accesses.ts';
import type { RacingPair } from './conflicts.ts';

/**
 * Steps of different actors in which code of programs runs. What they do to variables that they share is not followed, so
 * each may depend on every one before. The latest come first.
 */
export function programRaces(steps: readonly Step[], accesses: StepAccesses): RacingPair[] {
  const running = steps.filter(({ id }) => accesses.get(id)?.runsProgram);
  const pairs = running.flatMap((second, later) =>
    running
      .slice(0, later)
      .filter((first) => first.actor !== second.actor)
      .map((first): RacingPair => ({ first, second, isOfProgram: true })),
  );
  return pairs.reverse();
}

/** Code of a program that ran in a step. */
export interface ProgramCode {
  /** The call that it went on after. Undefined where the program began. */
  readonly afterCall: string | undefined;
  /** Where the code made that call, or else its first. */
  readonly at: readonly SourcePosition[];
}

/** @param executed with stacks */
export function programCodeIn({ steps, calls }: Pick<Executed, 'steps' | 'calls'>, step: Step): ProgramCode {
  const ofActor = calls.filter(({ actor }) => actor === step.actor);
  const ended = ofActor.find(({ settledAt }) => settledAt === steps.indexOf(step) + 1);
  const made = steps.find(({ id }) => id === (ended ?? ofActor[0])?.id);
  const frame = scenarioFrame(made?.programStack);
  return { afterCall: ended?.api, at: frame ? [{ ...frame, function: PROGRAM }] : [] };
}

/** Stands for whatever function of the app it is: names of these are the app's own. */
const PROGRAM = 'program';
