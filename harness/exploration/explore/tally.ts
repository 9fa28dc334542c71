import type { StepStats } from '../../../results/types.ts';
import { classKey } from '../../simulation/execution/class-key.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import { factsOf } from '../../simulation/execution/facts.ts';
import type { Judged } from '../../simulation/invariants/index.ts';
import type { Uncontrolled } from '../../simulation/world/world.ts';
import { addCounts } from './add-counts.ts';
import { type Symptom, Symptoms } from './symptoms.ts';

/** Totals of a number of executions. Plain data. */
export interface Tallied {
  readonly executions: number;
  /** Keys of the classes so far. Executions with different keys differed. */
  readonly classes: ReadonlySet<string>;
  readonly failing: number;
  /** Executions that reached their end, and so were judged. */
  readonly complete: number;
  /** The number of those in which each invariant was in force, by name. Invariants that never were are absent. */
  readonly inForce: ReadonlyMap<string, number>;
  readonly symptoms: readonly Symptom[];
  /** Number of executions by number of steps. */
  readonly lengths: ReadonlyMap<number, number>;
  /** The first execution in which control was lost, if any. */
  readonly uncontrolled: Uncontrolled | undefined;
  /** Executions that were stopped because they took too many steps. They prove nothing. */
  readonly tooLong: number;
}

/** Counts the results of executions. */
export class Tally implements Tallied {
  executions = 0;
  failing = 0;
  complete = 0;
  tooLong = 0;
  uncontrolled: Uncontrolled | undefined;
  readonly classes = new Set<string>();
  readonly inForce = new Map<string, number>();
  readonly lengths = new Map<number, number>();
  readonly #symptoms = new Symptoms();

  get symptoms(): readonly Symptom[] {
    return [...this.#symptoms];
  }

  /** Adds an execution. @param decidedBy name of the strategy */
  add(executed: Executed, { violations, inForce }: Judged, decidedBy: string): void {
    this.executions += 1;
    this.uncontrolled ??= executed.uncontrolled;
    if (executed.ending === 'too-long') this.tooLong += 1;
    // An execution that was stopped half-way, as a search does in a known state, is not a class of its own.
    if (executed.ending === 'quiescent') {
      this.complete += 1;
      this.classes.add(classKey(executed.steps));
    }
    addCounts(
      this.inForce,
      inForce.map((name) => [name, 1]),
    );
    addCounts(this.lengths, [[executed.steps.length, 1]]);
    const [violation] = violations;
    if (!violation) return;
    this.failing += 1;
    const schedule = executed.steps.map(({ id }) => id);
    const facts = this.#symptoms.wouldKeep({ violation, schedule }) ? factsOf(executed) : undefined;
    this.#symptoms.add({
      violation,
      schedule,
      facts,
      hits: 1,
      firstHit: this.executions,
      foundBy: decidedBy,
    });
  }

  /** Adds the totals of later executions. */
  addAll(later: Tallied): void {
    const before = this.executions;
    this.executions += later.executions;
    this.failing += later.failing;
    this.complete += later.complete;
    this.tooLong += later.tooLong;
    this.uncontrolled ??= later.uncontrolled;
    for (const key of later.classes) this.classes.add(key);
    addCounts(this.inForce, later.inForce);
    addCounts(this.lengths, later.lengths);
    for (const symptom of later.symptoms) {
      this.#symptoms.add({ ...symptom, firstHit: before + symptom.firstHit });
    }
  }

  /** As plain data. */
  figures(): Tallied {
    const { executions, classes, failing, complete, inForce, symptoms, lengths, uncontrolled, tooLong } =
      this;
    return { executions, classes, failing, complete, inForce, symptoms, lengths, uncontrolled, tooLong };
  }
}

/** @param lengths number of executions by number of steps */
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
