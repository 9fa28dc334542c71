import Table from 'cli-table3';
import { check } from '../harness/checking/check/check.ts';
import { createStrategy } from '../harness/exploration/strategies/create-strategy.ts';
import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import { resolveOptions } from '../harness/simulation/scenario/options.ts';
import { anotherUserSignsInDuringRefresh } from '../scenarios/another-user-signs-in-during-refresh.ts';
import { sessionRevokedThenSignIn } from '../scenarios/session-revoked-then-sign-in.ts';
import { twoTabsRefresh } from '../scenarios/two-tabs-refresh.ts';

/** Those in which most breaks, and so most has to be shrunk and explained. */
const SCENARIOS = [anotherUserSignsInDuringRefresh, sessionRevokedThenSignIn, twoTabsRefresh];
const RUNS = 600;

/** A table of how long a check takes to shrink and explain what it found, beside how long it took to find it. */
export async function explainingTable(): Promise<string> {
  const load = subjectLoader();
  const table = new Table({
    head: ['scenario', 'findings', 'explore s', 'shrink s', 'explain s', 'both / explore'],
    style: { head: [], border: [] },
  });
  for (const scenario of SCENARIOS) {
    const options = resolveOptions(scenario.options, {});
    const subject = await load({ amplify: 'installed', scenario, options, seed: 1 });
    const spent = new Map<string, number>();
    let phase = 'exploring';
    let since = performance.now();
    const goOnTo = (next: string): void => {
      const now = performance.now();
      spent.set(phase, (spent.get(phase) ?? 0) + now - since);
      [phase, since] = [next, now];
    };
    const { findings } = await check(subject, {
      strategy: createStrategy('portfolio', { seed: 1 }),
      budget: { runs: RUNS },
      onProgress: (progress) => progress.phase !== phase && goOnTo(progress.phase),
    });
    goOnTo('');
    const [explore = 0, shrink = 0, explain = 0] = ['exploring', 'shrinking', 'explaining'].map((name) =>
      spent.get(name),
    );
    const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);
    table.push([
      ...[scenario.name, findings.length, seconds(explore), seconds(shrink), seconds(explain)],
      ((shrink + explain) / explore).toFixed(2),
    ]);
  }
  return table.toString();
}
