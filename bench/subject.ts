import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import type { Subject } from '../harness/simulation/execution/subject.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import { concurrentRefresh } from '../scenarios/concurrent-refresh.ts';

/** The classic: three concurrent calls that find the access token expired, on FIFO storage. */
export async function classicSubject(amplify = 'installed'): Promise<Subject> {
  const options = resolveOptions(concurrentRefresh.options, {});
  return subjectLoader()({ amplify, scenario: concurrentRefresh, options, seed: 1 });
}
