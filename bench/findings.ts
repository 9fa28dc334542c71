import { loadRelease } from '../harness/amplify/releases/load-release.ts';
import type { Subject } from '../harness/simulation/execution/subject.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import { concurrentRefresh } from '../scenarios/concurrent-refresh.ts';
import { signOutDuringRefresh } from '../scenarios/sign-out-during-refresh.ts';

/** A finding to look for: what is to be run on which release. */
export interface WantedFinding {
  readonly words: string;
  /** @throws {ReleaseError} when the release cannot be had */
  subject(): Promise<Subject>;
}

/** Three of different depth, the shallowest first. */
export const FINDINGS: readonly WantedFinding[] = [
  {
    words: 'concurrent-refresh, rotation=on, installed',
    subject: () => subjectOf(concurrentRefresh, 'installed', { rotation: 'on' }),
  },
  {
    words: 'sign-out-during-refresh, installed',
    subject: () => subjectOf(signOutDuringRefresh, 'installed', {}),
  },
  {
    words: 'concurrent-refresh, 6.6.6',
    subject: () => subjectOf(concurrentRefresh, '6.6.6', { storage: 'fifo' }),
  },
];

async function subjectOf(
  scenario: Subject['scenario'],
  amplify: string,
  settings: Readonly<Record<string, string>>,
): Promise<Subject> {
  const release = await loadRelease(amplify);
  const options = resolveOptions(scenario.options, settings);
  return { release, scenario, options, program: () => scenario.program(options), seed: 1 };
}
