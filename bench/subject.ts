import { subjectLoader } from '../harness/execution/load-subject.ts';
import type { Subject } from '../harness/execution/subject.ts';
import { resolveOptions } from '../harness/scenario/options.ts';
import { concurrentRefresh } from '../scenarios/concurrent-refresh.ts';

/** The classic: three concurrent calls that find the access token expired, on FIFO storage. */
export async function classicSubject(amplify = 'installed'): Promise<Subject> {
  const options = resolveOptions(concurrentRefresh.options, {});
  return subjectLoader()({ amplify, scenario: concurrentRefresh, options, seed: 1 });
}
