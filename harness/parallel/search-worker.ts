import { explore } from '../check/explore.ts';
import { findScenarios } from '../cli/find-scenarios.ts';
import type { Subject } from '../execution/subject.ts';
import { SharedVisitedStates } from '../search/shared-visited-states.ts';
import { exhaustivePart } from '../strategies/exhaustive.ts';
import type { PlainSubject, PlainSymptom, SearchTask, SearchTaskResult } from './task.ts';

/** The task of a worker thread: goes on with parts of a search and hands back what is left. */
export default async function search(task: SearchTask): Promise<SearchTaskResult> {
  const subject = await toSubject(task.subject);
  const visited = new SharedVisitedStates(task.visited);
  const lengths = new Map<number, number>();
  const symptoms: PlainSymptom[] = [];
  const endStates = new Set<string>();
  const untracked = new Set<string>();
  const totals = { executions: 0, failing: 0, complete: 0, merged: 0, blocked: 0, tooLong: 0 };
  let uncontrolled: string | undefined;
  let foundShared: readonly string[] = [];
  let left = [...task.units];
  while (left.length > 0 && foundShared.length === 0 && totals.executions < task.mostExecutions) {
    const [unit, ...others] = left;
    const part = exhaustivePart({ ...(unit && { unit }), visited, shared: task.shared });
    const explored = await explore(subject, part, { runs: task.mostExecutions - totals.executions });
    totals.executions += explored.executions;
    totals.failing += explored.failing;
    totals.tooLong += explored.tooLong;
    totals.complete += part.figures.complete;
    totals.merged += part.figures.merged;
    totals.blocked += part.figures.blocked;
    for (const key of part.endStates) endStates.add(key);
    for (const what of part.untracked) untracked.add(what);
    for (const [steps, count] of explored.lengths) lengths.set(steps, (lengths.get(steps) ?? 0) + count);
    for (const { violation, schedule, hits } of explored.symptoms)
      symptoms.push({ violation, schedule, hits });
    uncontrolled ??= explored.uncontrolled?.what;
    foundShared = part.foundShared;
    left = [...part.remaining(), ...others];
  }
  return {
    ...totals,
    endStates: [...endStates],
    untracked: [...untracked],
    symptoms,
    lengths: [...lengths],
    uncontrolled,
    foundShared,
    units: left,
  };
}

async function toSubject({
  scenario: name,
  file,
  options,
  actors,
  seed,
  release,
}: PlainSubject): Promise<Subject> {
  const found = await findScenarios([file ?? name]);
  const scenario = found.find((candidate) => candidate.scenario.name === name)?.scenario;
  if (!scenario) throw new TypeError(`no scenario "${name}"`);
  const program = scenario.program(options).filter(({ actor }) => actors.includes(actor));
  const { spec, version, major, flavour, bundle } = release;
  return {
    scenario,
    options,
    program,
    seed,
    release: {
      spec,
      version,
      major,
      flavour,
      label: version,
      packages: {},
      bundle: { ...bundle, sourceMap: () => ({ version: 3, names: [], sources: [], mappings: '' }) },
    },
  };
}
