import type { Step } from '../../simulation/world/step.ts';
import { defaultChoice } from './replay.ts';

/**
 * A complete finding in one word that survives chat, e-mail and an unquoted shell argument:
 *
 *     ar1/<scenario>/<amplify>/<options>/<seed>/<actors>/<choices>
 *
 * `scenario` is a name of the catalogue, or `<name>@<file>`, the file from the project: see `project-path.ts`. `actors` are those that take part, `A.B`, one of which
 * only some calls are made with their indices, `A+0+2.B`. `choices` lists the departures from the default choice
 * as `<default choices before>.<index among enabled>`, in base 36. What is free text is percent-encoded (RFC 3986).
 * The leading `ar1` is the version of this format.
 */
export interface ScheduleString {
  readonly scenario: string;
  /** The file that the scenario is from, unless it is one of the catalogue. */
  readonly file?: string;
  readonly amplify: string;
  readonly options: Readonly<Record<string, string>>;
  readonly seed: number;
  /** As in a trace. */
  readonly actors: readonly string[];
  readonly choices: readonly Choice[];
}

/** After `skip` default choices, the step at `index` among those enabled. */
export interface Choice {
  readonly skip: number;
  readonly index: number;
}

const VERSION = 'ar1';
const RADIX = 36;

/** A schedule string that cannot be read. */
export class ScheduleStringError extends Error {
  override readonly name = 'ScheduleStringError';
}

export function isScheduleString(text: string): boolean {
  return /^ar\d+\//.test(text);
}

export function formatScheduleString(schedule: ScheduleString): string {
  const { scenario, file, amplify, options, seed, actors, choices } = schedule;
  const settings = Object.entries(options).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return [
    VERSION,
    file === undefined ? scenario : `${scenario}@${encode(file)}`,
    encode(amplify),
    settings.join(',') || '-',
    seed,
    actors.join('.'),
    choices.map(formatChoice).join('-') || '-',
  ].join('/');
}

/** A choice as a schedule string has it. */
export function formatChoice({ skip, index }: Choice): string {
  return `${skip.toString(RADIX)}.${index.toString(RADIX)}`;
}

/** @throws {ScheduleStringError} naming the part that cannot be read */
export function parseScheduleString(text: string): ScheduleString {
  const parts = text.trim().split('/');
  const [version, scenario, amplify, settings, seed, actors, choices] = parts;
  if (version !== VERSION) {
    throw new ScheduleStringError(`unknown schedule format "${version}"; this version reads ${VERSION}`);
  }
  if (parts.length !== 7 || !scenario || !amplify || !settings || !seed || !actors || !choices) {
    throw new ScheduleStringError(
      `the schedule has ${parts.length === 7 ? 'an empty part' : `${parts.length} parts in place of 7`}; was it copied completely? Expected ${VERSION}/scenario/amplify/options/seed/actors/choices`,
    );
  }
  if (!/^-?\d+$/.test(seed) || !Number.isSafeInteger(Number(seed))) {
    throw new ScheduleStringError(`"${seed}" in the schedule is not a seed`);
  }
  const [name = '', file] = scenario.split('@');
  return {
    scenario: name,
    ...(file !== undefined && { file: decode(file, 'a file') }),
    amplify: decode(amplify, 'a release'),
    options: settings === '-' ? {} : Object.fromEntries(settings.split(',').map(parseSetting)),
    seed: Number(seed),
    actors: actors.split('.'),
    choices: choices === '-' ? [] : choices.split('-').map(parseChoice),
  };
}

/** The departures from the default choice along an execution whose enabled steps are known. */
export class ChoiceRecorder {
  readonly choices: Choice[] = [];
  #skip = 0;

  record(enabled: readonly Step[], last: Step | undefined, picked: Step): void {
    if (defaultChoice(enabled, last)?.id === picked.id) {
      this.#skip += 1;
      return;
    }
    this.choices.push({ skip: this.#skip, index: enabled.findIndex(({ id }) => id === picked.id) });
    this.#skip = 0;
  }
}

/** Percent-encoded, those characters included that mean something to a shell. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string, what: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ScheduleStringError(`"${text}" in the schedule is not ${what}`);
  }
}

function parseSetting(setting: string): [string, string] {
  const [name, value, ...rest] = setting.split('=');
  if (!name || value === undefined || rest.length > 0) {
    throw new ScheduleStringError(`"${setting}" in the schedule is not name=value`);
  }
  return [decode(name, 'an option'), decode(value, 'a value')];
}

function parseChoice(choice: string): Choice {
  const match = /^([0-9a-z]+)\.([0-9a-z]+)$/.exec(choice);
  if (!match) throw new ScheduleStringError(`"${choice}" in the schedule is not a choice, such as "a.1"`);
  return { skip: Number.parseInt(match[1] ?? '', RADIX), index: Number.parseInt(match[2] ?? '', RADIX) };
}
