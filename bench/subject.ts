import type { Subject } from '../harness/execution/subject.ts';
import { loadRelease } from '../harness/releases/load-release.ts';
import { resolveOptions } from '../harness/scenario/options.ts';
import { concurrentRefresh } from '../scenarios/concurrent-refresh.ts';

/** The classic: three concurrent calls that find the access token expired, on FIFO storage. */
export async function classicSubject(amplify = 'installed'): Promise<Subject> {
  const release = await loadRelease(amplify);
  const options = resolveOptions(concurrentRefresh.options, {});
  return {
    release,
    scenario: concurrentRefresh,
    options,
    program: concurrentRefresh.program(options),
    seed: 1,
  };
}
