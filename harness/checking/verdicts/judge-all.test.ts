import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { CATALOGUE } from '../../../scenarios/index.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { COUNTERS_QUESTION, LOSING, SOUND, tinyJudge } from './fixtures.ts';
import { Judge } from './judge.ts';
import { judgeAll } from './judge-all.ts';
import { VerdictStore } from './verdict-store.ts';

const signal = new AbortController().signal;

test('every scenario is judged on every release; one that cannot be had leaves a gap', async () => {
  const { judge } = await tinyJudge({ '6.0.0': LOSING, '6.1.0': SOUND });
  const told: string[] = [];

  const rows = await judgeAll(judge, [COUNTERS_QUESTION], ['6.0.0', '6.0.1', '6.1.0'], {
    threads: 1,
    signal,
    onCell: (_, release) => told.push(release),
  });

  expect(rows).toMatchObject([
    [{ result: { verdict: 'fails' } }],
    [{ unavailable: 'aws-amplify 6.0.1 cannot be loaded. Give another.' }],
    [{ result: { verdict: 'survives' } }],
  ]);
  expect(told).toEqual(['6.0.0', '6.0.1', '6.1.0']);
});

test('what comes after an interruption is left out', async () => {
  const controller = new AbortController();
  const { judge } = await tinyJudge({ '6.0.0': SOUND, '6.1.0': SOUND });

  const rows = await judgeAll(judge, [COUNTERS_QUESTION], ['6.0.0', '6.1.0'], {
    threads: 1,
    signal: controller.signal,
    onCell: () => controller.abort(),
  });

  expect(rows).toMatchObject([[{ result: { verdict: 'survives' } }], [undefined]]);
});

test('side by side on threads it comes to the same as one after the other', async () => {
  const questions = CATALOGUE.filter(({ name }) => ['concurrent-refresh', 'sequential'].includes(name)).map(
    (scenario) => ({ scenario, options: resolveOptions(scenario.options, {}) }),
  );
  const cacheDir = await temporaryDirectory();
  const judged = async (threads: number) => {
    const judge = new Judge({
      load: subjectLoader({ cacheDir }),
      store: new VerdictStore(await temporaryDirectory()),
      settings: { strategy: 'random', seed: 1, runs: 5, traces: await temporaryDirectory() },
      release: { cacheDir },
      threads,
    });
    const rows = await judgeAll(judge, questions, ['installed'], { threads, signal });
    await judge.close();
    return rows.flat().map((cell) => (cell && 'result' in cell ? { ...cell.result, durationMs: 0 } : cell));
  };

  expect(await judged(2)).toEqual(await judged(1));
});
