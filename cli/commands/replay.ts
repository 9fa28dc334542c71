import { ReleaseError } from '../../harness/amplify/releases/errors.ts';
import {
  explainReplayed,
  type Replayed,
  replayChoices,
  replaySchedule,
} from '../../harness/analysis/replay/replay.ts';
import { fromProjectPath } from '../../harness/analysis/trace/project-path.ts';
import { type FormerTrace, partsIn, type Trace } from '../../harness/analysis/trace/schema.ts';
import { readTrace, TraceError } from '../../harness/analysis/trace/trace-file.ts';
import {
  isScheduleString,
  parseScheduleString,
  type ScheduleString,
  ScheduleStringError,
} from '../../harness/exploration/strategies/schedule-string.ts';
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
import { compareWithTrace, comparisonInWords } from './trace-comparison.ts';

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
 * @returns 1 if an invariant breaks, 3 if the execution is not the one in the trace or schedule string, otherwise 0
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
    const followed = source.trace ? undefined : await replayOriginal(source, await original(source, on));
    const schedule = source.trace?.steps.map(({ id }) => id) ?? followed?.schedule ?? [];
    const outcomes: Outcome[] = [];
    if (followed?.missingChoice) {
      // What the choices stand for is unknown: the other releases follow something else than what was meant.
      console.out(departureInWords(followed) ?? '');
      outcomes.push({ found: false, open: true });
    }
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

/** An execution that was not under control proves nothing, nor does one that differs from what is to be replayed. */
function outcomeOfReplay(replayed: Replayed, trace: Trace | FormerTrace | undefined): Outcome {
  const { violations, uncontrolled } = replayed;
  if (uncontrolled) return { found: false, open: true };
  return { found: violations.length > 0, open: isAnother(replayed, trace) };
}

/** Whether a replay differs from what the schedule or the trace says. */
function isAnother(replayed: Replayed, trace: Trace | FormerTrace | undefined): boolean {
  const { divergence, missingChoice } = replayed;
  if (divergence !== undefined || missingChoice !== undefined) return true;
  if (!trace) return false;
  const comparison = compareWithTrace(replayed, trace);
  return comparison !== 'same' && comparison !== 'unverifiable';
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

/** Where an execution left the trace or the schedule string that it followed. */
function departureInWords({ divergence, missingChoice, schedule }: Replayed): string | undefined {
  if (divergence) {
    return `The execution left the schedule after ${divergence.at} steps. Expected: ${divergence.expected}. Enabled: ${divergence.enabled.join(', ')}.`;
  }
  if (!missingChoice) return undefined;
  const { choice, at, enabled } = missingChoice;
  const why = enabled
    ? `only ${enabled.length} were enabled after ${at} steps: ${enabled.join(', ')}`
    : `the execution ended after ${schedule.length} steps`;
  return `The schedule has a choice that this execution does not offer: "${choice}"; ${why}. Was it copied completely, and is the code the same?`;
}

async function report(
  subject: Subject,
  replayed: Replayed,
  trace: Trace | FormerTrace | undefined,
  { style }: Console,
): Promise<string> {
  const { colors } = style;
  const { violations, uncontrolled, interleaving } = replayed;
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
  const departure = departureInWords(replayed);
  if (departure !== undefined) lines.push(departure);
  else if (trace) lines.push(comparisonInWords(replayed, trace));
  return lines.join('\n\n');
}
