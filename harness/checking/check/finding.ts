import { HARNESS_VERSION } from '../../../host/version.ts';
import { optionTexts } from '../../../results/option-texts.ts';
import type { Finding } from '../../../results/types.ts';
import type { Release } from '../../amplify/releases/release.ts';
import { causeOf } from '../../analysis/cause/cause.ts';
import { explain } from '../../analysis/explain/explain.ts';
import { frameMapper } from '../../analysis/explain/source-frames.ts';
import { NotReproducible } from '../../analysis/replay/not-reproducible.ts';
import { KnownExecutions } from '../../analysis/shrink/known-executions.ts';
import { type Shrunk, shrink } from '../../analysis/shrink/shrink.ts';
import { toProjectPath } from '../../analysis/trace/project-path.ts';
import { recordExecution } from '../../analysis/trace/record-execution.ts';
import { TRACE_SCHEMA, type Trace } from '../../analysis/trace/schema.ts';
import { signatureOf } from '../../exploration/explore/signature.ts';
import type { Symptom } from '../../exploration/explore/symptoms.ts';
import { type Choice, formatScheduleString } from '../../exploration/strategies/schedule-string.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import { executionFingerprint } from '../../simulation/execution/fingerprint.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Violation } from '../../simulation/invariants/invariant.ts';
import { lenient } from '../../simulation/invariants/own-invariant.ts';
import { formatPart } from '../../simulation/scenario/program-part.ts';
import { confirm } from './confirm.ts';
import { Stopped } from './stopped.ts';
import { takesRotation } from './takes-rotation.ts';

/** A finding and the trace that replays it. */
export interface FindingWithTrace {
  readonly finding: Finding;
  readonly trace: Trace;
}

/** Executions that shrinking one finding may take. */
const SHRINK_BUDGET = 4000;

/**
 * How many random orders of a smaller program to try, relative to the number of orders of the whole program per hit. If a
 * program fails in every other order, and a smaller one not in 40, the failure needs the part that was left out.
 */
const SEARCHES_A_HIT = 20;
const MOST_SEARCHES = 400;

export interface FindingOptions {
  /** The scenario's file, unless the scenario is from the catalogue. */
  readonly file?: string | undefined;
  /** Number of executions explored, as a measure of how rare the finding is. */
  readonly executions?: number;
  /** Executions that shrinking may take. */
  readonly shrinkBudget?: number;
  /** Whether to give up. Called after each execution. */
  readonly isStopped?: () => boolean;
  /** Executions for other findings of the same subject, by {@link knownOrders}. */
  readonly known?: KnownExecutions;
  readonly onPhase?: (phase: 'confirming' | 'shrinking' | 'explaining') => void;
}

/**
 * Executions and the most severe breach in each, shared by the findings of one subject, which try the same orders.
 * @param isStopped whether to give up. Called for each execution, which then throws {@link Stopped}.
 */
export function knownOrders(whole: Subject, isStopped: () => boolean): KnownExecutions {
  const { scenario } = whole;
  const subject = { ...whole, scenario: { ...scenario, invariants: lenient(scenario.invariants ?? []) } };
  const outcomeOf = (executed: Executed): string => {
    const broken = mostSevereIn(subject, executed);
    return broken ? codeOf(broken) : '';
  };
  return new KnownExecutions(subject, outcomeOf, () => {
    if (isStopped()) throw new Stopped();
  });
}

/**
 * Turns a failing schedule into a finding: confirmed by two more runs, shrunk, explained.
 * @throws {NotReproducible} if two runs of it differ
 * @throws {Stopped} if it has to give up
 */
export async function makeFinding(
  whole: Subject,
  symptom: Symptom,
  {
    file: path,
    executions = Number.POSITIVE_INFINITY,
    shrinkBudget = SHRINK_BUDGET,
    isStopped = () => false,
    known = knownOrders(whole, isStopped),
    onPhase = () => {},
  }: FindingOptions = {},
): Promise<FindingWithTrace> {
  const { violation } = symptom;
  const file = path === undefined ? undefined : toProjectPath(path);
  onPhase('confirming');
  await confirm(whole, symptom);
  const { whole: subject } = known;
  const wanted = codeOf(violation);
  const shows = (executed: Executed): boolean => {
    if (isStopped()) throw new Stopped();
    return known.outcomeOf(executed) === wanted;
  };
  onPhase('shrinking');
  const shrunk = await shrink(known, symptom.schedule, {
    wanted,
    budget: shrinkBudget,
    searches: Math.min(MOST_SEARCHES, Math.ceil((SEARCHES_A_HIT * executions) / symptom.hits)),
  });
  onPhase('explaining');
  const { executed } = shrunk;
  const broken = mostSevereIn(subject, executed);
  if (!broken || codeOf(broken) !== wanted) {
    throw new NotReproducible(
      `two runs of one schedule take the same steps, and only one of them breaks ${violation.invariant}`,
    );
  }
  const frames = frameMapper(subject.release);
  const explanation = await explain(shrunk, violation.invariant, shows, frames);
  const { message } = broken;
  const signature = signatureOf(violation, explanation.race);
  const cause = causeOf(executed, {
    invariant: violation.invariant,
    race: explanation.race,
    takesRotation: await takesRotation(shrunk, violation.invariant),
    at: (step) => explanation.race?.steps.find(({ id }) => id === step.id)?.at ?? frames(step.stack),
  });
  const { choices, ...recording } = await recordExecution(shrunk);
  const trace: Trace = {
    schema: TRACE_SCHEMA,
    harness: HARNESS_VERSION,
    scenario: { name: subject.scenario.name, ...(file && { file }), options: { ...subject.options } },
    amplify: {
      spec: subject.release.spec,
      version: subject.release.version,
      bundle: subject.release.bundle.hash,
      ...(subject.release.patch !== undefined && { patch: toProjectPath(subject.release.patch) }),
    },
    seed: subject.seed,
    ...recording,
    verdict: { invariant: violation.invariant, message, signature, cause },
    hash: executionFingerprint(executed),
  };
  const schedule = scheduleStringOf(shrunk, choices, file);
  const finding: Finding = {
    invariant: violation.invariant,
    message,
    signature,
    cause,
    hits: symptom.hits,
    firstHit: symptom.firstHit,
    foundBy: symptom.foundBy,
    schedule,
    replay: replayCommand(schedule, subject.release),
    steps: executed.steps.length,
    preemptions: shrunk.switches.preemptions.size,
    contextSwitches: shrunk.switches.all,
    ...explanation,
  };
  return { finding, trace };
}

function replayCommand(schedule: string, { patch }: Release): string {
  const command = `npx amplify-race replay ${schedule}`;
  if (patch === undefined) return command;
  return `${command} --patch ${/^[\w@./+-]+$/.test(patch) ? patch : JSON.stringify(patch)}`;
}

/** An execution shows a finding only by its most severe breach. If it breaks something more severe, it shows another one. */
function mostSevereIn({ scenario }: Subject, executed: Executed): Violation | undefined {
  return judge(executed, scenario.invariants)[0];
}

function codeOf({ invariant, symptom }: Violation): string {
  return `${invariant} ${symptom}`;
}

function scheduleStringOf(
  { subject, parts }: Shrunk,
  choices: readonly Choice[],
  file: string | undefined,
): string {
  return formatScheduleString({
    scenario: subject.scenario.name,
    ...(file && { file }),
    amplify: subject.release.spec === 'installed' ? subject.release.version : subject.release.spec,
    options: optionTexts(subject.options),
    seed: subject.seed,
    actors: parts.map(formatPart),
    choices,
  });
}
