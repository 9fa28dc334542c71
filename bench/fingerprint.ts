/** Prints one digest over many executions: the same seed must give the same on every machine and Node version. */

import { randomStrategy } from '../harness/exploration/strategies/random.ts';
import { execute } from '../harness/simulation/execution/execute.ts';
import { executionFingerprint } from '../harness/simulation/execution/fingerprint.ts';
import { digest } from '../harness/simulation/execution/words.ts';
import { classicSubject } from './subject.ts';

const runs = Number(process.argv[2] ?? 1000);
const subject = await classicSubject();

const fingerprints: string[] = [];
const same = new Set<string>();
for (let run = 0; run < runs; run += 1) {
  const strategy = randomStrategy(run);
  strategy.begin();
  fingerprints.push(executionFingerprint(await execute(subject, strategy)));
  const again = randomStrategy(1);
  again.begin();
  same.add(executionFingerprint(await execute(subject, again)));
}
process.stdout.write(`${digest(fingerprints.join('\n'))}, one seed ${runs} times: ${same.size} trace\n`);
