import type { SearchFacts } from '../../../results/types.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judgeWithReach } from '../../simulation/invariants/index.ts';
import { decidingIn } from '../strategies/composed.ts';
import { neverEnds } from './never-ends.ts';
import { type Tallied, Tally } from './tally.ts';

/** Limits after which exploration stops although there is more to explore. */
export interface Budget {
  readonly runs?: number | undefined;
  /** Seconds of real time. */
  readonly seconds?: number | undefined;
  /** Aborts between two executions. */
  readonly signal?: AbortSignal | undefined;
  /** Whether this is part of a larger exploration. Then it does not stop if no execution ends: only the whole can decide that. */
  readonly isPart?: boolean | undefined;
}

export interface Exploration extends Tallied {
  /** Why it stopped: the strategy had nothing left, or the budget or the user ended it. */
  readonly ended: 'done' | 'budget' | 'interrupted';
}

/** Live figures of an exploration. */
export interface ExplorationProgress {
  readonly executions: number;
  readonly classes: number;
  readonly failing: number;
  readonly symptoms: number;
  readonly search?: SearchFacts;
}

/**
 * Runs a subject repeatedly in the orders of a strategy and collects what breaks.
 * @param run runs it once
 */
export async function explore(
  subject: Subject,
  strategy: Strategy,
  budget: Budget,
  onProgress: (progress: ExplorationProgress) => void = () => {},
  run: typeof execute = execute,
): Promise<Exploration> {
  const tally = new Tally();
  const deadline = budget.seconds === undefined ? undefined : performance.now() + budget.seconds * 1000;
  let ended: Exploration['ended'] | undefined;
  while (!ended) {
    if (budget.signal?.aborted) ended = 'interrupted';
    // The check is inconclusive in any case, and a search could even lose its way.
    else if (tally.uncontrolled || (!budget.isPart && neverEnds(tally))) ended = 'budget';
    else if (tally.executions >= (budget.runs ?? Number.POSITIVE_INFINITY)) ended = 'budget';
    else if (deadline !== undefined && performance.now() >= deadline) ended = 'budget';
    else if (!strategy.begin()) ended = 'done';
    else {
      const executed = await run(subject, strategy);
      strategy.end(executed);
      const judged = judgeWithReach(executed, subject.scenario.invariants);
      tally.add(executed, judged, decidingIn(strategy));
      onProgress(progressOf(tally));
    }
  }
  return { ...tally.figures(), ended };
}

/** The live figures of a tally. */
export function progressOf({ executions, classes, failing, symptoms }: Tallied): ExplorationProgress {
  return { executions, classes: classes.size, failing, symptoms: symptoms.length };
}
