import { describe, expect, test } from 'vitest';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { actor, tinySubject } from '../../simulation/fixtures.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { type Exploration, explore } from '../explore/explore.ts';
import { pctStrategy } from '../strategies/pct.ts';
import { posStrategy } from '../strategies/pos.ts';
import { randomStrategy } from '../strategies/random.ts';
import type { SamplingStrategy } from '../strategies/sampling.ts';
import { sampleInParallel } from './parallel-sample.ts';

/** More than one thread is started for. */
const RUNS = 730;

function losingSubject(): Promise<Subject> {
  const options = resolveOptions(concurrentRefresh.options, { calls: '2', rotation: 'on' });
  return subjectLoader()({ amplify: 'installed', scenario: concurrentRefresh, options, seed: 1 });
}

function inOneThread(subject: Subject, strategy: Strategy): Promise<Exploration> {
  return explore(subject, strategy, { runs: RUNS });
}

const kinds: [string, () => SamplingStrategy][] = [
  ['random', () => randomStrategy(1)],
  ['pct', () => pctStrategy(1, 3)],
  ['pos', () => posStrategy(1)],
];

test.each(kinds)('%s finds on two threads what it finds on one', { timeout: 60_000 }, async (_, create) => {
  const subject = await losingSubject();

  const alone = await inOneThread(subject, create());
  const together = await sampleInParallel(subject, create(), { workers: 2, budget: { runs: RUNS } });

  expect(alone.failing).toBeGreaterThan(0);
  expect(together).toEqual(alone);
});

describe('stopping', () => {
  test('counts what had been run, from the first on', { timeout: 60_000 }, async () => {
    const subject = await losingSubject();
    const controller = new AbortController();
    const strategy = randomStrategy(1);

    const stopped = await sampleInParallel(subject, strategy, {
      workers: 2,
      budget: { runs: 100_000, signal: controller.signal },
      onProgress: ({ executions }) => executions > RUNS && controller.abort(),
    });
    const { failing } = await explore(subject, randomStrategy(1), { runs: stopped.executions });

    expect(stopped.ended).toBe('interrupted');
    expect(stopped.executions).toBeLessThan(2000);
    expect(stopped.failing).toBe(failing);
  });

  test('before a second thread is needed starts none', async () => {
    const subject = await losingSubject();

    const few = await sampleInParallel(subject, randomStrategy(1), { workers: 2, budget: { runs: 20 } });

    expect(few).toMatchObject({ executions: 20, ended: 'budget' });
  });
});

test('a failure of a thread is told once, and nothing of the others', { timeout: 60_000 }, async () => {
  // No other thread can find its scenario.
  const subject = tinySubject({ program: [actor('A', 'getCurrentUser')] });

  const sampling = sampleInParallel(subject, randomStrategy(1), { workers: 2, budget: { runs: 2000 } });

  // Rejections that nobody handles would fail the test.
  await expect(sampling).rejects.toThrow(/no scenario/);
});
