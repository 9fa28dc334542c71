import type { Interleaving } from '../../../results/types.ts';
import { choicesStrategy, type MissingChoice } from '../../exploration/strategies/choices.ts';
import { type Divergence, replayStrategy } from '../../exploration/strategies/replay.ts';
import type { Choice } from '../../exploration/strategies/schedule-string.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { executionFingerprint } from '../../simulation/execution/fingerprint.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';
import { lenient } from '../../simulation/invariants/own-invariant.ts';
import { parsePart, partOfProgram } from '../../simulation/scenario/program-part.ts';
import type { Uncontrolled } from '../../simulation/world/world.ts';
import { type Explanation, explain } from '../explain/explain.ts';
import { describeInterleaving } from '../explain/interleaving.ts';
import { frameMapper } from '../explain/source-frames.ts';
import { SwitchCounter, type Switches } from '../shrink/switches.ts';
import { type FormerTrace, partsIn, type Trace } from '../trace/schema.ts';

/** The outcome of a replay. */
export interface Replayed {
  readonly violations: readonly Violation[];
  readonly interleaving: Interleaving;
  readonly executed: Executed;
  readonly switches: Switches;
  /** Causal ids of the steps taken. */
  readonly schedule: readonly string[];
  /** SHA-256 over all that happened; equal to the trace's if the replay is exact. */
  readonly hash: string;
  /** Where the schedule could not be followed. */
  readonly divergence: Divergence | undefined;
  /** The first choice of a schedule string that was not there to be made. */
  readonly missingChoice: MissingChoice | undefined;
  /** The first sign that something escaped control. */
  readonly uncontrolled: Uncontrolled | undefined;
}

/** Follows a schedule of causal ids as far as it can be followed. */
export async function replaySchedule(subject: Subject, schedule: readonly string[]): Promise<Replayed> {
  const strategy = replayStrategy(schedule);
  const replayed = await run(subject, strategy);
  return { ...replayed, divergence: strategy.divergence, missingChoice: undefined };
}

/**
 * Follows a trace as far as possible, with the part of the program that the trace used.
 * @param subject with the whole program
 * @throws {ProgramPartError} if the program has no such part
 */
export async function replayTrace(subject: Subject, trace: Trace | FormerTrace): Promise<Replayed> {
  const { steps } = trace;
  const parts = partsIn(trace).map(parsePart);
  return replaySchedule(
    { ...subject, program: () => partOfProgram(subject.program(), parts) },
    steps.map(({ id }: { readonly id: string }) => id),
  );
}

/** Follows the choices of a schedule string. */
export async function replayChoices(subject: Subject, choices: readonly Choice[]): Promise<Replayed> {
  const strategy = choicesStrategy(choices);
  const replayed = await run(subject, strategy);
  return { ...replayed, divergence: undefined, missingChoice: strategy.missing };
}

async function run(
  subject: Subject,
  strategy: Strategy,
): Promise<Omit<Replayed, 'divergence' | 'missingChoice'>> {
  const counter = new SwitchCounter();
  const executed = await execute(subject, counter.watch(strategy), { observed: true, stacks: true });
  return {
    violations: judge(executed, lenient(subject.scenario.invariants ?? [])),
    interleaving: describeInterleaving(executed, frameMapper(subject.release), counter.counts),
    executed,
    switches: counter.counts,
    schedule: executed.steps.map(({ id }) => id),
    hash: executionFingerprint(executed),
    uncontrolled: executed.uncontrolled,
  };
}

/** Explains the most severe breach in a replay, as for a finding. @returns undefined if nothing broke */
export async function explainReplayed(
  subject: Subject,
  { violations: [violation], executed, switches }: Replayed,
): Promise<Explanation | undefined> {
  if (!violation) return undefined;
  const shows = (other: Executed): boolean => {
    const [mostSevere] = judge(other, lenient(subject.scenario.invariants ?? []));
    return mostSevere?.invariant === violation.invariant && mostSevere.symptom === violation.symptom;
  };
  return explain({ subject, executed, switches }, violation.invariant, shows);
}
