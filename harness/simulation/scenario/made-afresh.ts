import type { OptionValues } from '../../../results/types.ts';
import type { ActorProgram, Scenario, Start } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';

/** What `start` and `program` returned the first time, as text, by scenario and by options. */
const first = new WeakMap<Scenario, Map<string, string>>();

/**
 * The start state of a scenario, made for one execution.
 * @throws {ScenarioError} if it differs from the first time
 */
export function startOf(scenario: Scenario, options: OptionValues): Start {
  return madeAfresh(scenario, 'start', options) as Start;
}

/**
 * The program of a scenario, made for one execution: variables that `program` declares belong to that execution.
 * @throws {ScenarioError} if it differs from the first time
 */
export function programOf(scenario: Scenario, options: OptionValues): readonly ActorProgram[] {
  return madeAfresh(scenario, 'program', options) as readonly ActorProgram[];
}

function madeAfresh(scenario: Scenario, part: 'start' | 'program', options: OptionValues): unknown {
  const made = scenario[part](options as never);
  let known = first.get(scenario);
  if (!known) {
    known = new Map();
    first.set(scenario, known);
  }
  const key = `${part} ${JSON.stringify(options)}`;
  const text = inText(made);
  const before = known.get(key) ?? text;
  known.set(key, before);
  if (text !== before) throw new ScenarioError(differenceInWords(scenario.name, part, before, text));
  return made;
}

/** Two functions with the same text, made in two calls, count as equal: what they share is made in the same call. */
function inText(made: unknown): string {
  return JSON.stringify(made, (_, value) => (typeof value === 'function' ? String(value) : value)) ?? '';
}

const AROUND = 30;

function differenceInWords(name: string, part: string, before: string, now: string): string {
  let at = 0;
  while (before[at] === now[at]) at += 1;
  const excerpt = (text: string): string => text.slice(Math.max(0, at - AROUND), at + AROUND);
  return [
    `scenario ${name}: ${part}() returned something else than the first time.`,
    `  first: ...${excerpt(before)}...`,
    `  now:   ...${excerpt(now)}...`,
    `${part}() is called for each execution. Its result must depend on the options alone.`,
    'A variable at the top level of the file outlives an execution: declare it inside program().',
  ].join('\n');
}
