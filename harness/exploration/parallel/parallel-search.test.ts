import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { outcomesBy } from '../search/fixtures.ts';
import { exhaustiveStrategy } from '../strategies/exhaustive.ts';
import { CheckpointError, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { counterSubject, foundBy } from './fixtures.ts';
import { searchInParallel } from './parallel-search.ts';
import { type SearchOutcome, SearchState } from './search-state.ts';

const subject = counterSubject();
let whole: { readonly outcome: SearchOutcome; readonly state: SearchState };

beforeAll(async () => {
  const state = new SearchState();
  whole = { state, outcome: await searchInParallel(subject, { budget: {}, state }) };
});

test('finds what the search in one go finds', async () => {
  const { different } = await outcomesBy(subject, exhaustiveStrategy());

  expect(whole.outcome.covered.coverage).toBe('exhaustive');
  // Outcomes tell what each call returned; states of equal ends are of the same.
  expect(whole.outcome.classes.size).toBeGreaterThanOrEqual(different.size);
  expect(whole.outcome.symptoms).toMatchObject([{ violation: { symptom: 'an update is lost' } }]);
  expect(whole.outcome.search.done).toBeCloseTo(1, 9);
});

describe('shards', () => {
  test.each([2, 3, 7])('%i of them are the whole', async (count) => {
    const ends = new Set<string>();
    const symptoms = new Set<string>();
    let executions = 0;
    for (let index = 1; index <= count; index += 1) {
      const state = new SearchState();
      const outcome = await searchInParallel(subject, { budget: {}, state, shard: { index, count } });
      expect(outcome.covered).toMatchObject({ coverage: 'bounded', bound: `shard ${index}/${count}` });
      for (const key of state.endStates) ends.add(key);
      for (const { violation } of outcome.symptoms) symptoms.add(violation.symptom);
      expect(outcome.executions).toBeLessThan(whole.outcome.executions);
      executions += outcome.executions;
    }

    expect([...ends].sort()).toEqual([...whole.state.endStates].sort());
    expect([...symptoms]).toEqual(['an update is lost']);
    expect(executions).toBeGreaterThan(0);
  });

  test('the same shard is the same each time, and no shard is the whole', async () => {
    const search = async () => {
      const state = new SearchState();
      await searchInParallel(subject, { budget: {}, state, shard: { index: 2, count: 3 } });
      return [...state.endStates];
    };

    const once = await search();

    expect(await search()).toEqual(once);
    expect(once.length).toBeLessThan(whole.state.endStates.size);
  });
});

describe('a search that is stopped and goes on', () => {
  test.each([80, 200])('every %i executions loses nothing and does nothing twice', async (runs) => {
    const path = join(await temporaryDirectory(), 'checkpoint.json');
    let state = new SearchState();
    let outcome = await searchInParallel(subject, { budget: { runs }, state });
    let stops = 0;
    while (outcome.ended !== 'done') {
      stops += 1;
      expect(outcome.covered.coverage).toBe('sampled');
      writeCheckpoint(path, 'a search', state);
      state = (await readCheckpoint(path, 'a search')) ?? new SearchState();
      outcome = await searchInParallel(subject, { budget: { runs }, state });
    }

    expect(stops).toBeGreaterThan(1);
    expect(foundBy(outcome, state)).toEqual(foundBy(whole.outcome, whole.state));
    expect(outcome.executions).toBe(whole.outcome.executions);
    expect(outcome.search).toEqual(whole.outcome.search);
    expect(outcome.lengths).toEqual(whole.outcome.lengths);
  });

  test('by the user hands its work back', async () => {
    const controller = new AbortController();
    const state = new SearchState();

    const stopped = await searchInParallel(subject, {
      budget: { signal: controller.signal },
      state,
      onProgress: () => controller.abort(),
    });
    const outcome = await searchInParallel(subject, { budget: {}, state });

    expect(stopped.ended).toBe('interrupted');
    expect(foundBy(outcome, state)).toEqual(foundBy(whole.outcome, whole.state));
  });
});

describe('a checkpoint', () => {
  async function written(): Promise<string> {
    const path = join(await temporaryDirectory(), 'checkpoint.json');
    const state = new SearchState();
    await searchInParallel(subject, { budget: { runs: 5 }, state });
    writeCheckpoint(path, 'a search', state);
    return path;
  }

  test('that is not there is none', async () => {
    expect(await readCheckpoint(join(await temporaryDirectory(), 'none'), 'a search')).toBeUndefined();
  });

  test('of another search is refused', async () => {
    await expect(readCheckpoint(await written(), 'another')).rejects.toThrow(/belongs to another search/);
  });

  test.each<[string, (text: string) => string, RegExp]>([
    ['cut short', (text) => text.slice(0, 100), /is damaged/],
    ['with one letter changed', (text) => text.replace('A:1', 'B:1'), /is damaged/],
    ['of another version', (text) => text.replace('checkpoint@2', 'checkpoint@9'), /is of format .*@9/],
    ['that is something else', () => '{"schema":"amplify-race/report@1"}', /is not a checkpoint/],
  ])('%s is refused', async (_, change, message) => {
    const path = await written();
    await writeFile(path, change(await readFile(path, 'utf8')));

    const reading = readCheckpoint(path, 'a search');

    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toThrow(CheckpointError);
  });
});

test('two threads find what one finds', { timeout: 60_000 }, async () => {
  const options = resolveOptions(concurrentRefresh.options, { calls: '2', rotation: 'on', tabs: '2' });
  const refresh = await subjectLoader()({
    amplify: 'installed',
    scenario: concurrentRefresh,
    options,
    seed: 1,
  });
  const [one, two] = [new SearchState(), new SearchState()];

  const alone = await searchInParallel(refresh, { budget: {}, state: one });
  const together = await searchInParallel(refresh, { budget: {}, state: two, workers: 2 });

  // Otherwise no second thread was needed.
  expect(alone.executions).toBeGreaterThan(100);
  expect(alone.symptoms.length).toBeGreaterThan(0);
  expect(foundBy(together, two)).toEqual(foundBy(alone, one));
});
