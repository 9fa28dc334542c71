import Tinypool from 'tinypool';
import { findScenarios } from '../cli/find-scenarios.ts';
import type { Subject } from '../execution/subject.ts';
import { rememberInstrumented } from '../heap/load-instrumented.ts';
import type { PlainSubject, SearchTask, SearchTaskResult, WorkerStart } from './task.ts';
import { UnitSearcher } from './unit-searcher.ts';

let searcher: Promise<UnitSearcher> | undefined;
let known = '';
let alone = new Set<string>();

/** The task of a worker thread: goes on with parts of a search and hands back what is left. */
export default async function search(task: SearchTask): Promise<SearchTaskResult> {
  searcher ??= start(Tinypool.workerData);
  const shared = task.shared.join(' ');
  if (shared !== known) alone = new Set();
  known = shared;
  return (await searcher).search(task, alone);
}

async function start({ subject, recall }: WorkerStart): Promise<UnitSearcher> {
  return new UnitSearcher(await toSubject(subject), recall);
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
  const { spec, version, major, flavour, instrumented } = release;
  const bundle = { ...release.bundle, sourceMap: noSourceMap };
  rememberInstrumented(bundle, { ...instrumented, sourceMap: noSourceMap });
  return {
    scenario,
    options,
    program,
    seed,
    release: { spec, version, major, flavour, label: version, packages: {}, bundle },
  };
}

/** Where code comes from is asked in the main thread alone. */
function noSourceMap(): never {
  throw new TypeError('a search worker has no source maps');
}
