/** Resident size after 2,000 executions and after 20,000: it must stay flat. */
import { explore } from '../harness/exploration/explore/explore.ts';
import { randomStrategy } from '../harness/exploration/strategies/random.ts';
import { classicSubject } from './subject.ts';

const MEGABYTE = 1024 * 1024;
const subject = await classicSubject();
const strategy = randomStrategy(1);
const sizes: number[] = [];
for (const runs of [2000, 18_000]) {
  await explore(subject, strategy, { runs });
  globalThis.gc?.();
  sizes.push(process.memoryUsage().rss / MEGABYTE);
}
const [early = 0, late = 0] = sizes;
process.stdout.write(
  `resident after 2,000 executions ${early.toFixed(0)} MB, after 20,000 ${late.toFixed(0)} MB: ${(late / early).toFixed(2)} times\n`,
);
