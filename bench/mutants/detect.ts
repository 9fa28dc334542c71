import type { Release } from '../../harness/amplify/releases/release.ts';
import { exhaustiveStrategy } from '../../harness/exploration/strategies/exhaustive.ts';
import { replayStrategy } from '../../harness/exploration/strategies/replay.ts';
import { executeTwice } from '../../harness/simulation/execution/execute-twice.ts';
import type { Subject } from '../../harness/simulation/execution/subject.ts';
import { judge } from '../../harness/simulation/invariants/index.ts';
import type { Violation } from '../../harness/simulation/invariants/invariant.ts';
import { uncontrolledInWords } from '../../harness/simulation/world/world.ts';
import { executionsOf } from '../executions.ts';
import { type Situation, subjectIn } from './situations.ts';

/** What every order of a situation showed on the original. */
export interface Known {
  readonly situation: Situation;
  /** Everything that breaks in some order, the most severe or not, by {@link symptomOf}. */
  readonly symptoms: ReadonlySet<string>;
  readonly executions: number;
}

/** How a mutant was detected. */
export interface Detection {
  readonly situation: Situation;
  /** What broke, by {@link symptomOf}. On the original it breaks in no order of the situation. */
  readonly symptom: string;
}

export interface Trial {
  /** One for each situation that detected it; empty for a mutant that survives every order of every situation. */
  readonly detected: readonly Detection[];
  /** In all situations tried, until it was detected. */
  readonly executions: number;
}

/**
 * Invariant and symptom, with which a finding's signature begins. The racing functions, with which it ends, depend on
 * how far the finding was shrunk. Without them, fewer mutants are detected, but none for a wrong reason.
 */
export function symptomOf({ invariant, symptom }: Violation): string {
  return `${invariant}: ${symptom}`;
}

/** A mutant may have many times the orders of the original. If this many detect nothing, the situation does not detect it. */
const MOST_EXECUTIONS = 2000;

/** Searches a situation exhaustively on the original. */
export async function searchOriginal(situation: Situation, release: Release): Promise<Known> {
  const symptoms = new Set<string>();
  let executions = 0;
  for await (const { violations } of everyOrderOf(subjectIn(situation, release))) {
    executions += 1;
    for (const violation of violations) symptoms.add(symptomOf(violation));
  }
  return { situation, symptoms, executions };
}

/**
 * Searches each situation on a mutant, every order or the first 2,000, until something breaks that does not on the original.
 * @param inAll whether to go on with the other situations then
 */
export async function tryMutant(mutant: Release, known: readonly Known[], inAll = false): Promise<Trial> {
  const detected: Detection[] = [];
  let executions = 0;
  for (const one of known) {
    const { symptom, executions: more } = await tryIn(one, mutant);
    executions += more;
    if (symptom === undefined) continue;
    detected.push({ situation: one.situation, symptom });
    if (!inAll) break;
  }
  return { detected, executions };
}

/** The first symptom in a situation that the original does not have there. */
async function tryIn({ situation, symptoms }: Known, mutant: Release) {
  const subject = subjectIn(situation, mutant);
  let executions = 0;
  for await (const { executed, violations } of everyOrderOf(subject)) {
    executions += 1;
    const symptom = violations.map(symptomOf).find((candidate) => !symptoms.has(candidate));
    if (symptom === undefined) {
      if (executions >= MOST_EXECUTIONS) break;
      continue;
    }
    await confirm(
      subject,
      executed.steps.map(({ id }) => id),
      symptom,
    );
    return { symptom, executions };
  }
  return { symptom: undefined, executions };
}

/** @throws {Error} where something escaped control: what the search showed would mean nothing */
async function* everyOrderOf(subject: Subject): ReturnType<typeof executionsOf> {
  for await (const judged of executionsOf(subject, exhaustiveStrategy())) {
    const { uncontrolled, ending } = judged.executed;
    if (uncontrolled) throw new Error(`${subject.release.label}: ${uncontrolledInWords(uncontrolled)}`);
    if (ending === 'too-long')
      throw new Error(`${subject.release.label}: an execution does not come to an end`);
    yield judged;
  }
}

/** @throws {Error} where two more runs, on the mutant as it is, do not show the same */
async function confirm(subject: Subject, schedule: readonly string[], symptom: string): Promise<void> {
  const executed = await executeTwice(subject, replayStrategy(schedule));
  const shown = judge(executed, subject.scenario.invariants).map(symptomOf);
  if (executed.uncontrolled || !shown.includes(symptom)) {
    throw new Error(`${subject.release.label}: "${symptom}" does not show again`);
  }
}
