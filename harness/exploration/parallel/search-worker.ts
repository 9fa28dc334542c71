import Tinypool from 'tinypool';
import { rememberInstrumented } from '../../instrumentation/heap/load-instrumented.ts';
import { carrying } from '../../simulation/scenario/carried-error.ts';
import { noSourceMap, toSubject } from './plain-subject.ts';
import type { SearchTask, SearchTaskResult, WorkerStart } from './task.ts';
import { UnitSearcher } from './unit-searcher.ts';

let searcher: Promise<UnitSearcher> | undefined;
let known = '';
let alone = new Set<string>();

/** The task of a worker thread: continues parts of a search and returns what is left. */
async function search(task: SearchTask): Promise<SearchTaskResult> {
  searcher ??= start(Tinypool.workerData);
  const shared = task.shared.join(' ');
  if (shared !== known) alone = new Set();
  known = shared;
  return (await searcher).search(task, alone);
}

async function start({ subject: plain, instrumented, recall }: WorkerStart): Promise<UnitSearcher> {
  const subject = await toSubject(plain);
  rememberInstrumented(subject.release.bundle, { ...instrumented, sourceMap: noSourceMap });
  return new UnitSearcher(subject, recall);
}

export default carrying(search);
