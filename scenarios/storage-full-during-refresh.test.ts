import { expect, test } from 'vitest';
import { exhaustiveStrategy } from '../harness/exploration/strategies/exhaustive.ts';
import { execute } from '../harness/simulation/execution/execute.ts';
import { subjectLoader } from '../harness/simulation/execution/load-subject.ts';
import { storageFullDuringRefresh as scenario } from './storage-full-during-refresh.ts';

/** With which of the next operations the storage of a web app begins to fail where one failed, in every order. */
async function beginnings(amplify: string): Promise<string[]> {
  const options = { calls: 1, storage: 'local-storage' };
  const subject = await subjectLoader()({ amplify, scenario, options, seed: 1 });
  const strategy = exhaustiveStrategy();
  const seen = new Set<string>();
  while (strategy.begin()) {
    const executed = await execute(subject, strategy);
    strategy.end(executed);
    const failed = executed.devices.get('phone')?.failedAt?.().length ?? 0;
    if (failed === 0) continue;
    for (const { id, kind } of executed.steps) if (kind === 'fault') seen.add(id);
  }
  return [...seen].sort();
}

// 6.6.6 removes the tokens before it writes new ones, of which then each takes more room than there was.
test('the storage of a web app may be full from any write of one task on', async () => {
  const seen = await beginnings('6.6.6');

  // Access token, id token, refresh token, clock drift, details of the sign-in, name of the user.
  const later = [2, 3, 4, 5, 6].map((number) => `quota-exceeded-phone+${number}`);
  expect(seen).toEqual(['quota-exceeded-phone', ...later]);
});
