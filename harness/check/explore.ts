import { classKey } from '../execution/class-key.ts';
import { type Executed, execute } from '../execution/execute.ts';
import { receivingRejections } from '../execution/rejections.ts';
import type { Subject } from '../execution/subject.ts';
import { judge } from '../invariants/index.ts';
import type { Violation } from '../invariants/invariant.ts';
import type { SearchFacts, StepStats } from '../results/types.ts';
import type { Strategy } from '../strategies/strategy.ts';
import type { Uncontrolled } from '../world/world.ts';

/** When to stop although there is more to explore. */
export interface Budget {
  readonly runs?: number;
  /** Seconds of real time. */
  readonly seconds?: number;
  /** Aborts between two executions. */
  readonly signal?: AbortSignal;
}

/** Executions that broke the same invariant in the same way. */
export interface Symptom {
  readonly violation: Violation;
  /** Causal ids of the shortest failing execution met. */
  schedule: readonly string[];
  hits: number;
  readonly firstHit: number;
  /** Name of the strategy that met it first. */
  readonly foundBy: string;
}

export interface Exploration {
  readonly executions: number;
  readonly classes: number;
  readonly failing: number;
  readonly symptoms: readonly Symptom[];
  readonly steps: StepStats;
  /** How many executions had how many steps. */
  readonly lengths: ReadonlyMap<number, number>;
  /** The first execution in which control was lost, if any. */
  readonly uncontrolled: Uncontrolled | undefined;
  /** Executions that were given up because they took too many steps: they show nothing. */
  readonly tooLong: number;
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
 * Runs a subject again and again in the orders of a strategy and collects what breaks.
 * @param run runs it once
 */
export function explore(
  subject: Subject,
  strategy: Strategy,
  budget: Budget,
  onProgress: (progress: ExplorationProgress) => void = () => {},
  run: typeof execute = execute,
): Promise<Exploration> {
  return receivingRejections(async () => {
    const tally = new Tally();
    const deadline = budget.seconds === undefined ? undefined : performance.now() + budget.seconds * 1000;
    let ended: Exploration['ended'] | undefined;
    while (!ended) {
      if (budget.signal?.aborted) ended = 'interrupted';
      // Whatever else is run, the check is inconclusive; a search could even lose its way.
      else if (tally.uncontrolled) ended = 'budget';
      else if (tally.executions >= (budget.runs ?? Number.POSITIVE_INFINITY)) ended = 'budget';
      else if (deadline !== undefined && performance.now() >= deadline) ended = 'budget';
      else if (!strategy.begin()) ended = 'done';
      else {
        const executed = await run(subject, strategy);
        strategy.end(executed);
        const violations = judge(executed, subject.scenario.invariants);
        tally.add(executed, violations, strategy.deciding ?? strategy.name);
        onProgress(tally.progress());
      }
    }
    return tally.close(ended);
  });
}

class Tally {
  executions = 0;
  uncontrolled: Uncontrolled | undefined;
  #failing = 0;
  #tooLong = 0;
  readonly #classes = new Set<string>();
  readonly #symptoms = new Map<string, Symptom>();
  /** How many executions had how many steps. */
  readonly #lengths = new Map<number, number>();

  add(executed: Executed, violations: readonly Violation[], decidedBy: string): void {
    this.executions += 1;
    this.uncontrolled ??= executed.uncontrolled;
    if (executed.ending === 'too-long') this.#tooLong += 1;
    // What was given up half way, as a search does where it has been before, is no class of its own.
    if (executed.ending === 'quiescent') this.#classes.add(classKey(executed.steps));
    const length = executed.steps.length;
    this.#lengths.set(length, (this.#lengths.get(length) ?? 0) + 1);
    const [violation] = violations;
    if (!violation) return;
    this.#failing += 1;
    const key = `${violation.invariant}: ${violation.symptom}`;
    const symptom = this.#symptoms.get(key);
    if (symptom) {
      symptom.hits += 1;
      if (length >= symptom.schedule.length) return;
      symptom.schedule = executed.steps.map(({ id }) => id);
    } else {
      const schedule = executed.steps.map(({ id }) => id);
      this.#symptoms.set(key, {
        violation,
        schedule,
        hits: 1,
        firstHit: this.executions,
        foundBy: decidedBy,
      });
    }
  }

  progress(): ExplorationProgress {
    return {
      executions: this.executions,
      classes: this.#classes.size,
      failing: this.#failing,
      symptoms: this.#symptoms.size,
    };
  }

  close(ended: Exploration['ended']): Exploration {
    return {
      executions: this.executions,
      classes: this.#classes.size,
      failing: this.#failing,
      symptoms: [...this.#symptoms.values()],
      steps: stepStats(this.#lengths),
      lengths: this.#lengths,
      uncontrolled: this.uncontrolled,
      tooLong: this.#tooLong,
      ended,
    };
  }
}

/** @param lengths how many executions had how many steps */
export function stepStats(lengths: ReadonlyMap<number, number>): StepStats {
  const sorted = [...lengths].sort(([left], [right]) => left - right);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  const median = sorted.find(([, count]) => {
    seen += count;
    return seen * 2 >= total;
  });
  return { min: sorted[0]?.[0] ?? 0, median: median?.[0] ?? 0, max: sorted.at(-1)?.[0] ?? 0 };
}
