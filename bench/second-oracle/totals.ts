import { type Disagreement, reasonOf } from './disagreement.ts';
import type { Trial } from './try-program.ts';

/** How often, by code. */
export type Counts = Record<string, number>;

/** What many trials showed, as data that can be written to a file. */
export interface Totals {
  programs: number;
  /** By `known`, or why nothing is known of it: the right of the user of each device. */
  readonly devices: Counts;
  /** Disagreements that the quiet world explains, by release and by what the user loses there, and why. */
  readonly explained: Counts;
  /** All others, by kind. */
  readonly unexplained: Record<string, Kind>;
}

interface Kind {
  count: number;
  /** The one with the fewest steps. */
  example: Example;
}

interface Example {
  readonly steps: number;
  readonly program: string;
  /** Of the program, to make it again. */
  readonly number: number;
  readonly broken: readonly string[];
}

export interface Where {
  readonly amplify: string;
  readonly program: string;
  readonly number: number;
}

export function noTotals(): Totals {
  return { programs: 0, devices: {}, explained: {}, unexplained: {} };
}

export function add(totals: Totals, trial: Trial, where: Where): void {
  totals.programs += 1;
  for (const device of trial.devices) count(totals.devices, device);
  for (const disagreement of trial.disagreements) {
    if (disagreement.asInQuiet) count(totals.explained, explanationOf(disagreement, where));
    else addUnexplained(totals.unexplained, disagreement, trial, where);
  }
}

function count(counts: Counts, code: string): void {
  counts[code] = (counts[code] ?? 0) + 1;
}

function explanationOf(
  { code, asInQuiet = [], views }: Disagreement,
  { amplify }: Pick<Where, 'amplify'>,
): string {
  const points = asInQuiet.map((point) => `${point}: ${reasonOf(views[point])}`);
  return [`${code} on ${amplify}, as-in-quiet-world`, ...points].join('; ');
}

function addUnexplained(
  kinds: Totals['unexplained'],
  { code, right, views }: Disagreement,
  { steps, broken }: Trial,
  { amplify, program, number }: Where,
): void {
  const why = right.kind === 'unknown' ? `unknown/${right.why}` : right.kind;
  const [invariant] = broken.map((what) => what.slice(0, what.indexOf(':')));
  const key = [
    `${code} on ${amplify}`,
    `right: ${why}`,
    `atOnce: ${reasonOf(views.atOnce)}`,
    `later: ${reasonOf(views.later)}`,
    `broken: ${invariant ?? 'nothing'}`,
  ].join('; ');
  const example = { steps, program, number, broken };
  const kind = kinds[key];
  if (!kind) kinds[key] = { count: 1, example };
  else {
    kind.count += 1;
    if (steps < kind.example.steps) kind.example = example;
  }
}
