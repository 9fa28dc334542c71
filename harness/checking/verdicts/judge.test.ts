import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { readTrace } from '../../analysis/trace/trace-file.ts';
import { COUNTERS_QUESTION, LOSING, SOUND, tinyJudge } from './fixtures.ts';
import { VerdictStore } from './verdict-store.ts';

test('a release is judged once; then its verdict is known', async () => {
  const { judge } = await tinyJudge({ '6.1.0': LOSING });

  const first = await judge.judge(COUNTERS_QUESTION, '6.1.0');
  const second = await judge.judge(COUNTERS_QUESTION, '6.1.0');

  expect(first).toMatchObject({ known: false, result: { verdict: 'fails', amplify: '6.1.0' } });
  expect(second.known).toBe(true);
  expect(second.result).toEqual(first.result);
});

test('the trace of a known finding is where it is asked for now', async () => {
  const [before, now] = [await temporaryDirectory(), join(await temporaryDirectory(), 'new')];
  const settings = { strategy: 'random', seed: 1, runs: 20 };
  const { judge, cacheDir } = await tinyJudge(
    { '6.1.0': LOSING },
    { settings: { ...settings, traces: before } },
  );
  await judge.judge(COUNTERS_QUESTION, '6.1.0');
  await rm(before, { recursive: true });
  const { judge: again } = await tinyJudge(
    { '6.1.0': LOSING },
    { settings: { ...settings, traces: now }, store: new VerdictStore(cacheDir) },
  );

  const { result, known, traces } = await again.judge(COUNTERS_QUESTION, '6.1.0');

  expect(known).toBe(true);
  const [finding] = result.findings;
  expect(finding?.trace).toMatch(/new.counters-6\.1\.0-[0-9a-f]{8}\.json$/);
  expect(await readTrace(finding?.trace ?? '')).toEqual(traces[finding?.signature ?? '']);
});

test.each([
  ['other code', { '6.1.0': SOUND }, {}],
  ['another number of executions', { '6.1.0': LOSING }, { runs: 21 }],
])('%s makes another verdict', async (_, releases, options) => {
  const { judge, cacheDir } = await tinyJudge({ '6.1.0': LOSING });
  await judge.judge(COUNTERS_QUESTION, '6.1.0');
  const { judge: other } = await tinyJudge(releases, { ...options, store: new VerdictStore(cacheDir) });

  expect(await other.judge(COUNTERS_QUESTION, '6.1.0')).toMatchObject({ known: false });
});

test('an interrupted check is not remembered', async () => {
  const controller = new AbortController();
  const { judge } = await tinyJudge(
    { '6.1.0': SOUND },
    { signal: controller.signal, onProgress: ({ executions }) => executions === 3 && controller.abort() },
  );

  const { result } = await judge.judge(COUNTERS_QUESTION, '6.1.0');
  const again = await judge.judge(COUNTERS_QUESTION, '6.1.0');

  expect(result.interrupted).toBe(true);
  expect(again.known).toBe(false);
});

test('a damaged verdict is found out anew', async () => {
  const { judge, cacheDir } = await tinyJudge({ '6.1.0': SOUND });
  await judge.judge(COUNTERS_QUESTION, '6.1.0');
  const [name = ''] = await readdir(join(cacheDir, 'verdicts'));
  const path = join(cacheDir, 'verdicts', name);
  const whole = await readFile(path);
  await writeFile(path, whole.subarray(0, whole.length / 2));

  const { known, result } = await judge.judge(COUNTERS_QUESTION, '6.1.0');

  expect({ known, verdict: result.verdict }).toEqual({ known: false, verdict: 'survives' });
  expect(await judge.judge(COUNTERS_QUESTION, '6.1.0')).toMatchObject({ known: true });
});

test('a cache that takes nothing costs only time', async () => {
  const file = join(await temporaryDirectory(), 'file');
  await writeFile(file, '');
  await chmod(file, 0o400);
  const { judge } = await tinyJudge({ '6.1.0': SOUND }, { store: new VerdictStore(file) });

  expect(await judge.judge(COUNTERS_QUESTION, '6.1.0')).toMatchObject({ result: { verdict: 'survives' } });
});
