import { formatInterleaving } from '../../../reports/index.ts';
import type { Subject } from '../../execution/subject.ts';
import type { Release } from '../../releases/release.ts';
import { type Replayed, replayChoices, replaySchedule } from '../../replay/replay.ts';
import { OptionError, resolveOptions } from '../../scenario/options.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import {
  isScheduleString,
  optionTexts,
  parseScheduleString,
  type ScheduleString,
  ScheduleStringError,
} from '../../trace/schedule-string.ts';
import type { Trace } from '../../trace/schema.ts';
import { readTrace, TraceError } from '../../trace/trace-file.ts';
import { type Console, openConsole } from '../console.ts';
import { findScenarios } from '../find-scenarios.ts';
import type { RunSettings } from '../settings.ts';
import { UsageError } from '../usage-error.ts';
import { loadReleases } from './run.ts';

export type ReplaySettings = Pick<RunSettings, 'amplify' | 'cacheDir' | 'offline' | 'quiet'>;

/** Where a replay starts from, whichever form it was given in. */
interface Source {
  readonly scenario: string;
  readonly amplify: string;
  readonly options: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly actors: readonly string[];
  readonly trace: Trace | undefined;
  readonly schedule: ScheduleString | undefined;
}

/** `replay`: follows a trace file or a schedule string. @returns 1 when an invariant breaks, otherwise 0 */
export async function replay(given: string, settings: ReplaySettings): Promise<number> {
  const source = await readSource(given);
  const console = openConsole(settings);
  try {
    const { scenario } = await findScenario(source);
    const original = await subjectOf(source, scenario, source.amplify, settings, console);
    const first = source.trace
      ? await replaySchedule(
          original,
          source.trace.steps.map(({ id }) => id),
        )
      : await replayChoices(original, source.schedule?.choices ?? []);
    const [other] = settings.amplify;
    if (other === undefined) {
      console.out(report(original, first, source.trace, console));
      return first.violations.length > 0 ? 1 : 0;
    }
    // A schedule string holds choices, which mean the same steps only on the release it is from.
    const subject = await subjectOf(source, scenario, other, settings, console);
    const replayed = await replaySchedule(subject, first.schedule);
    console.out(report(subject, replayed, undefined, console));
    return replayed.violations.length > 0 ? 1 : 0;
  } finally {
    console.close();
  }
}

async function readSource(given: string): Promise<Source> {
  try {
    if (isScheduleString(given)) {
      const schedule = parseScheduleString(given);
      return { ...schedule, schedule, trace: undefined };
    }
    const trace = await readTrace(given);
    return {
      scenario: trace.scenario.file ?? trace.scenario.name,
      // What was installed when it was found is what it is about, whatever is installed now.
      amplify: trace.amplify.spec === 'installed' ? trace.amplify.version : trace.amplify.spec,
      options: optionTexts(trace.scenario.options),
      seed: trace.seed,
      actors: trace.actors,
      trace,
      schedule: undefined,
    };
  } catch (error) {
    if (error instanceof TraceError || error instanceof ScheduleStringError)
      throw new UsageError(error.message);
    throw error;
  }
}

async function findScenario(source: Source): Promise<{ scenario: Scenario }> {
  const found = await findScenarios([source.scenario]);
  const named = found.find(
    ({ scenario }) => scenario.name === (source.trace?.scenario.name ?? source.scenario),
  );
  const [first] = found;
  if (!named && !first) throw new UsageError(`no scenario "${source.scenario}"`);
  return (named ?? first) as { scenario: Scenario };
}

async function subjectOf(
  source: Source,
  scenario: Scenario,
  amplify: string,
  settings: ReplaySettings,
  console: Console,
): Promise<Subject> {
  const [release] = (await loadReleases([amplify], settings, console)) as [Release];
  try {
    const options = resolveOptions(scenario.options, source.options);
    const program = scenario.program(options);
    const unknown = source.actors.find((name) => !program.some(({ actor }) => actor === name));
    if (unknown !== undefined) {
      throw new UsageError(
        `the trace has an actor "${unknown}"; ${scenario.name} has ${program.map(({ actor }) => actor).join(', ')}`,
      );
    }
    const actors = program.filter(({ actor }) => source.actors.includes(actor));
    return { release, scenario, options, program: actors, seed: source.seed };
  } catch (error) {
    if (error instanceof OptionError) throw new UsageError(`scenario ${scenario.name}: ${error.message}`);
    throw error;
  }
}

function report(subject: Subject, replayed: Replayed, trace: Trace | undefined, { style }: Console): string {
  const { colors } = style;
  const { violations, divergence, interleaving, hash } = replayed;
  const lines = [
    `${subject.scenario.name} on ${subject.release.label}, ${replayed.schedule.length} steps`,
    formatInterleaving(interleaving, style),
    ...violations.map(({ invariant, message }) => colors.red(`${invariant}: ${message}`)),
  ];
  if (violations.length === 0) lines.push(colors.green('No invariant broke.'));
  if (divergence) {
    lines.push(
      `It left the schedule after ${divergence.at} steps: ${divergence.expected} was to come, enabled were ${divergence.enabled.join(', ')}.`,
    );
  }
  if (trace && !divergence) {
    lines.push(
      trace.hash === hash
        ? `Same steps, same tokens, same outcome as in the trace (${hash.slice(0, 12)}).`
        : `The steps are those of the trace, yet what they did differs (${hash.slice(0, 12)}, in the trace ${trace.hash.slice(0, 12)}).`,
    );
  }
  return lines.join('\n\n');
}
