import { ReleaseError } from '../../harness/amplify/releases/errors.ts';
import {
  explainReplayed,
  type Replayed,
  replayChoices,
  replaySchedule,
} from '../../harness/analysis/replay/replay.ts';
import { fromProjectPath } from '../../harness/analysis/trace/project-path.ts';
import {
  FORMER_TRACE_SCHEMA,
  type FormerTrace,
  partsIn,
  type Trace,
} from '../../harness/analysis/trace/schema.ts';
import { readTrace, TraceError } from '../../harness/analysis/trace/trace-file.ts';
import {
  isScheduleString,
  parseScheduleString,
  type ScheduleString,
  ScheduleStringError,
} from '../../harness/exploration/strategies/schedule-string.ts';
import { formerFingerprint } from '../../harness/simulation/execution/fingerprint.ts';
import type { SubjectLoader } from '../../harness/simulation/execution/load-subject.ts';
import type { Subject } from '../../harness/simulation/execution/subject.ts';
import { OptionError, resolveOptions } from '../../harness/simulation/scenario/options.ts';
import {
  ProgramPartError,
  parsePart,
  partOfProgram,
} from '../../harness/simulation/scenario/program-part.ts';
import type { Scenario } from '../../harness/simulation/scenario/scenario.ts';
import { uncontrolledInWords } from '../../harness/simulation/world/world.ts';
import { UsageError } from '../../host/usage-error.ts';
import { formatExplanation, formatInterleaving } from '../../reports/index.ts';
import { optionTexts } from '../../results/option-texts.ts';
import { findScenarios } from '../../scenarios/find-scenarios.ts';
import { type Console, openConsole } from '../console.ts';
import { exitStatus, type Outcome } from '../exit-status.ts';
import type { RunSettings } from '../settings.ts';
import { cliLoader } from './run.ts';

export type ReplaySettings = Pick<RunSettings, 'amplify' | 'cacheDir' | 'offline' | 'patch' | 'quiet'>;

/** What to replay, read from a trace file or a schedule string. */
interface Source {
  readonly scenario: string;
  /** The scenario's file, unless the scenario is from the catalogue. */
  readonly file: string | undefined;
  readonly amplify: string;
  /** The trace's path, unless the source is a schedule string. */
  readonly path: string | undefined;
  /** Whether it was, or may have been, found on the release that was installed at the time. */
  readonly mayBeInstalled: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly seed: number;
  /** In the form that traces use. */
  readonly actors: readonly string[];
  readonly trace: Trace | FormerTrace | undefined;
  readonly schedule: ScheduleString | undefined;
}

/**
 * `replay`: follows a trace file or a schedule string, on its own release or on others.
 * @returns 1 if an invariant breaks, 3 if the execution is not the one in the trace, otherwise 0
 */
export async function replay(given: string, settings: ReplaySettings): Promise<number> {
  const source = await readSource(given);
  const console = openConsole(settings);
  try {
    const scenario = await findScenario(source);
    const patch = settings.patch ?? patchOf(source);
    const load = cliLoader({ ...settings, patch }, console);
    const on = (amplify: string): Promise<Subject> => subjectOf(source, scenario, amplify, load);
    if (settings.amplify.length === 0) {
      const subject = await original(source, on);
      const replayed = await replayOriginal(source, subject);
      console.out(await report(subject, replayed, source.trace, console));
      return exitStatus(outcomeOfReplay(replayed, source.trace));
    }
    // A schedule string holds choices. They stand for the same steps only on the release that it comes from.
    const schedule =
      source.trace?.steps.map(({ id }) => id) ??
      (await replayOriginal(source, await original(source, on))).schedule;
    const outcomes: Outcome[] = [];
    const subjects: Subject[] = [];
    for (const amplify of settings.amplify) subjects.push(await on(amplify));
    for (const subject of subjects) {
      const replayed = await replaySchedule(subject, schedule);
      console.out(await report(subject, replayed, undefined, console));
      outcomes.push(outcomeOfReplay(replayed, undefined));
    }
    return exitStatus({
      found: outcomes.some(({ found }) => found),
      open: outcomes.some(({ open }) => open),
    });
  } finally {
    console.close();
  }
}

/** That of the trace, wherever it is run again. */
function patchOf({ trace, path }: Source): string | undefined {
  const patch = trace?.amplify.patch;
  return patch === undefined ? undefined : fromProjectPath(patch, { trace: path });
}

function replayOriginal({ trace, schedule }: Source, subject: Subject): Promise<Replayed> {
  if (!trace) return replayChoices(subject, schedule?.choices ?? []);
  return replaySchedule(
    subject,
    trace.steps.map(({ id }) => id),
  );
}

/** An execution that was not under control proves nothing, nor does one that differs from the trace. */
function outcomeOfReplay(replayed: Replayed, trace: Trace | FormerTrace | undefined): Outcome {
  const { violations, uncontrolled } = replayed;
  if (uncontrolled) return { found: false, open: true };
  return { found: violations.length > 0, open: trace !== undefined && isAnother(replayed, trace) };
}

/** Whether a replay differs from the trace or, for a trace in the former format, may differ. */
function isAnother(replayed: Replayed, trace: Trace | FormerTrace): boolean {
  const { divergence, schedule, violations } = replayed;
  if (divergence !== undefined || schedule.length !== trace.steps.length) return true;
  const breaksAlike = violations.some(({ invariant }) => invariant === trace.verdict.invariant);
  return !(isAsTraced(replayed, trace) ?? breaksAlike);
}

/**
 * Whether a replay did exactly what the trace says. A trace in the former format hashes wording, too: if its hash
 * differs, either the execution or only the wording has changed, and the answer is undefined.
 */
function isAsTraced({ executed, hash }: Replayed, trace: Trace | FormerTrace): boolean | undefined {
  if (trace.schema !== FORMER_TRACE_SCHEMA) return hash === trace.hash;
  return formerFingerprint(executed) === trace.hash || undefined;
}

async function readSource(given: string): Promise<Source> {
  try {
    if (isScheduleString(given)) {
      const schedule = parseScheduleString(given);
      return {
        ...schedule,
        file: schedule.file,
        path: undefined,
        mayBeInstalled: true,
        schedule,
        trace: undefined,
      };
    }
    const trace = await readTrace(given);
    return {
      scenario: trace.scenario.name,
      file: trace.scenario.file,
      path: given,
      // The trace is about the version that was installed when it was found, whatever is installed now.
      amplify: trace.amplify.spec === 'installed' ? trace.amplify.version : trace.amplify.spec,
      mayBeInstalled: trace.amplify.spec === 'installed',
      options: optionTexts(trace.scenario.options),
      seed: trace.seed,
      actors: partsIn(trace),
      trace,
      schedule: undefined,
    };
  } catch (error) {
    if (error instanceof TraceError || error instanceof ScheduleStringError)
      throw new UsageError(error.message);
    throw error;
  }
}

async function findScenario({ scenario: name, file, path }: Source): Promise<Scenario> {
  const found = await findScenarios([file === undefined ? name : fromProjectPath(file, { trace: path })]);
  const named = found.find(({ scenario }) => scenario.name === name);
  if (named) return named.scenario;
  const names = found.map(({ scenario }) => scenario.name);
  throw new UsageError(`${file} has no scenario "${name}". It has ${names.join(', ')}.`);
}

/** Loads the release that it was found on: the project's own if that version is still installed there. */
async function original(
  { amplify, mayBeInstalled }: Source,
  on: (amplify: string) => Promise<Subject>,
): Promise<Subject> {
  if (mayBeInstalled) {
    const installed = await on('installed').catch((error: unknown) => {
      if (error instanceof ReleaseError) return undefined;
      throw error;
    });
    if (installed?.release.version === amplify) return installed;
  }
  return on(amplify);
}

async function subjectOf(
  source: Source,
  scenario: Scenario,
  amplify: string,
  load: SubjectLoader,
): Promise<Subject> {
  try {
    const options = resolveOptions(scenario.options, source.options);
    const subject = await load({ amplify, scenario, options, seed: source.seed });
    const parts = source.actors.map(parsePart);
    // Call it once now, to reject parts that the program does not have.
    partOfProgram(subject.program(), parts);
    return { ...subject, program: () => partOfProgram(subject.program(), parts) };
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(`scenario ${scenario.name}: ${error.message}`);
    if (error instanceof ProgramPartError) {
      const given = source.trace ? 'trace' : 'schedule';
      throw new UsageError(`the ${given} does not fit scenario ${scenario.name}: ${error.message}`);
    }
    throw error;
  }
}

function comparisonInWords(replayed: Replayed, trace: Trace | FormerTrace): string {
  const asTraced = isAsTraced(replayed, trace);
  const [hash, traced] = [replayed.hash, trace.hash].map((each) => each.slice(0, 12));
  if (asTraced) return `Same steps, same tokens, same outcome as in the trace (${traced}).`;
  if (asTraced === undefined) {
    return `The steps are those of the trace. Whether the outcome is the same cannot be verified: hashes of ${FORMER_TRACE_SCHEMA} include wording that may have changed.`;
  }
  return `The steps are those of the trace, but they did something else (hash ${hash}; in the trace ${traced}).`;
}

async function report(
  subject: Subject,
  replayed: Replayed,
  trace: Trace | FormerTrace | undefined,
  { style }: Console,
): Promise<string> {
  const { colors } = style;
  const { violations, divergence, uncontrolled, interleaving } = replayed;
  const [mostSevere] = violations;
  // If control was lost, other orders would prove nothing either.
  const explanation = uncontrolled ? undefined : await explainReplayed(subject, replayed);
  const lines = [
    `${subject.scenario.name} on ${subject.release.label}, ${replayed.schedule.length} steps`,
    mostSevere && explanation
      ? formatExplanation({ ...explanation, invariant: mostSevere.invariant }, style)
      : formatInterleaving(interleaving, style),
    ...violations.map(({ invariant, message }) => colors.red(`${invariant}: ${message}`)),
  ];
  if (violations.length === 0) lines.push(colors.green('No invariant broke.'));
  if (uncontrolled) lines.push(colors.yellow(uncontrolledInWords(uncontrolled)));
  if (divergence) {
    lines.push(
      `The execution left the schedule after ${divergence.at} steps. Expected: ${divergence.expected}. Enabled: ${divergence.enabled.join(', ')}.`,
    );
  }
  if (trace && !divergence) {
    lines.push(comparisonInWords(replayed, trace));
  }
  return lines.join('\n\n');
}
