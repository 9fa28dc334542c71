import { createStrategy } from '../../harness/exploration/strategies/create-strategy.ts';
import { exhaustiveStrategy } from '../../harness/exploration/strategies/exhaustive.ts';
import type { Strategy } from '../../harness/simulation/execution/strategy.ts';
import type { Subject } from '../../harness/simulation/execution/subject.ts';
import { undeclaredComparisons } from '../../harness/simulation/invariants/undeclared-comparisons.ts';
import { uncontrolledInWords } from '../../harness/simulation/world/world.ts';
import { executionsOf } from '../executions.ts';
import { outcomeOf } from './outcome.ts';

export interface CompareOptions {
  /** Executions after which a search that has not ended is given up. */
  readonly mostExecutions: number;
  /** Executions of each sample. */
  readonly runs: number;
  /** Strategies that sample, and the seeds with which each does. */
  readonly strategies: readonly string[];
  readonly seeds: readonly number[];
  /** What is put to the test; the exhaustive search by default. */
  readonly search?: Strategy;
}

/** What a number of executions came to. */
interface Outcomes {
  readonly executions: number;
  readonly ended: boolean;
  /** Different ends, each with the schedule that led to it first. */
  readonly ends: ReadonlyMap<string, readonly string[]>;
  /** All that broke, the most severe or not: invariant and symptom. */
  readonly symptoms: ReadonlySet<string>;
  /** Invariants that judge by an order which the search does not know of. */
  readonly undeclared: ReadonlySet<string>;
  /** Set where an execution escaped control: then nothing can be compared. */
  readonly uncontrolled?: string;
}

/** An end that a sample came to and the search did not. */
export interface Missing {
  readonly by: string;
  readonly outcome: string;
  readonly schedule: readonly string[];
}

export interface Comparison {
  readonly search: Outcomes;
  /** Executions of all samples together. */
  readonly sampled: number;
  /** Different ends of all samples together. */
  readonly sampledEnds: number;
  readonly missing: readonly Missing[];
  readonly missingSymptoms: readonly string[];
  /** Invariants that judge some execution by an order which `compared-moments.ts` does not list. */
  readonly undeclared: readonly string[];
  readonly uncontrolled?: string;
}

/**
 * Whether the exhaustive search comes to every end, and every symptom, that random orders come to. An end that it
 * lacks proves it wrong; that it lacks none proves nothing, the less the fewer the samples.
 * @returns the search alone where that does not end within its bound
 */
export async function compareOutcomes(subject: Subject, options: CompareOptions): Promise<Comparison> {
  const { search: tested = exhaustiveStrategy() } = options;
  const search = await outcomesOf(subject, tested, options.mostExecutions);
  const none = { search, sampled: 0, sampledEnds: 0, missing: [], missingSymptoms: [], undeclared: [] };
  if (search.uncontrolled !== undefined) return { ...none, uncontrolled: search.uncontrolled };
  if (!search.ended) return none;
  const missing = new Map<string, Missing>();
  const missingSymptoms = new Set<string>();
  const sampledEnds = new Set<string>();
  const undeclared = new Set(search.undeclared);
  let sampled = 0;
  for (const name of options.strategies) {
    for (const seed of options.seeds) {
      const sample = await outcomesOf(subject, createStrategy(name, { seed }), options.runs);
      if (sample.uncontrolled !== undefined) return { ...none, uncontrolled: sample.uncontrolled };
      sampled += sample.executions;
      for (const [outcome, schedule] of sample.ends) {
        sampledEnds.add(outcome);
        if (search.ends.has(outcome) || missing.has(outcome)) continue;
        missing.set(outcome, { by: `${name}, seed ${seed}`, outcome, schedule });
      }
      for (const invariant of sample.undeclared) undeclared.add(invariant);
      for (const symptom of sample.symptoms) {
        if (!search.symptoms.has(symptom)) missingSymptoms.add(symptom);
      }
    }
  }
  return {
    search,
    sampled,
    sampledEnds: sampledEnds.size,
    missing: [...missing.values()],
    missingSymptoms: [...missingSymptoms],
    undeclared: [...undeclared],
  };
}

async function outcomesOf(subject: Subject, strategy: Strategy, most: number): Promise<Outcomes> {
  const ends = new Map<string, readonly string[]>();
  const symptoms = new Set<string>();
  const undeclared = new Set<string>();
  const found = { ends, symptoms, undeclared };
  let executions = 0;
  for await (const { executed, violations } of executionsOf(subject, strategy)) {
    executions += 1;
    const { uncontrolled, ending, steps } = executed;
    if (uncontrolled) {
      return { ...found, executions, ended: false, uncontrolled: uncontrolledInWords(uncontrolled) };
    }
    // An execution that a search gives up where it has been before came to no end.
    if (ending !== 'abandoned') {
      const outcome = outcomeOf(executed, violations);
      if (!ends.has(outcome))
        ends.set(
          outcome,
          steps.map(({ id }) => id),
        );
      for (const { invariant, symptom } of violations) symptoms.add(`${invariant}: ${symptom}`);
      if (ending === 'quiescent') for (const name of undeclaredComparisons(executed)) undeclared.add(name);
    }
    if (executions >= most) return { ...found, executions, ended: false };
  }
  return { ...found, executions, ended: true };
}
