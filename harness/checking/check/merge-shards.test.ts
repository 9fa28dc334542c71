import { expect, test } from 'vitest';
import { failed, lostRefreshToken, result } from '../../../reports/fixtures.ts';
import type { Result, ShardFacts } from '../../../results/types.ts';
import { MergeError, mergeShards } from './merge-shards.ts';

/** A finished shard of two. */
function shard(index: number, changes: Partial<Result> = {}, facts: Partial<ShardFacts> = {}): Result {
  return result({
    coverage: 'bounded',
    bound: `shard ${index}/2`,
    executions: 100,
    states: 900,
    ...changes,
    shard: {
      index,
      count: 2,
      of: 'a search',
      shared: ['queue'],
      untracked: [],
      endStates: ['both', `only ${index}`],
      lengths: [[40 + index, 100]],
      ...facts,
    },
  });
}

const inFiles = (...results: Result[]) =>
  results.map((one, index) => ({ file: `${index + 1}.json`, result: one }));

test('all shards are the whole search', () => {
  const [merged, ...more] = mergeShards(inFiles(shard(2), shard(1)));

  expect(more).toEqual([]);
  expect(merged).toMatchObject({
    verdict: 'survives',
    coverage: 'exhaustive',
    complete: true,
    executions: 200,
    classes: 3,
    steps: { min: 41, median: 41, max: 42 },
  });
  expect(merged).not.toHaveProperty('shard');
  expect(merged).not.toHaveProperty('bound');
});

test('findings of one signature are one', () => {
  const finding = { ...lostRefreshToken, hits: 3, firstHit: 50, steps: 60 };
  const shorter = { ...lostRefreshToken, hits: 4, firstHit: 90, steps: 40 };
  const other = { ...lostRefreshToken, signature: 'another' };

  const [merged] = mergeShards(
    inFiles(
      shard(1, { ...failed, failing: 3, findings: [finding, other] }),
      shard(2, { ...failed, failing: 4, findings: [shorter] }),
    ),
  );

  expect(merged).toMatchObject({ verdict: 'fails', failing: 7 });
  expect(merged?.findings).toHaveLength(2);
  expect(merged?.findings[0]).toMatchObject({ hits: 7, firstHit: 50, steps: 40 });
});

test('the most severe findings of all come first, and a symptom that no shard explains is listed once', () => {
  const falseSignOut = {
    ...lostRefreshToken,
    invariant: 'no-false-sign-out',
    signature: 'no-false-sign-out/getCurrentUser-reports-signed-out',
  };
  const lost = { ...lostRefreshToken, invariant: 'session-survives', signature: 'session-survives/gone' };

  const [merged] = mergeShards(
    inFiles(
      shard(1, { ...failed, findings: [falseSignOut], unexplained: ['session-survives/gone', 'x/y'] }),
      shard(2, { ...failed, findings: [lost], unexplained: ['x/y', 'x/z'] }),
    ),
  );

  expect(merged?.findings.map(({ invariant }) => invariant)).toEqual([
    'session-survives',
    'no-false-sign-out',
  ]);
  expect(merged?.unexplained).toEqual(['x/y', 'x/z']);
});

test.each<[string, Result[], RegExp]>([
  ['one is missing', [shard(2)], /^shard 1\/2 is missing$/],
  [
    'one is of another run',
    [shard(1), shard(2, {}, { of: 'another search' })],
    /^shard 2\/2 is missing; 2\.json: from another release/,
  ],
  [
    'they relied on different things',
    [shard(1), shard(2, {}, { shared: ['queue', 'heap'] })],
    /^2\.json found more shared locations than 1\.json: search again for 1\.json, with --shared-from 2\.json$/,
  ],
  [
    'one is inconclusive',
    [shard(1), shard(2, { verdict: 'inconclusive', reason: 'a real timer' })],
    /^a real timer$/,
  ],
])('nothing is claimed when %s', (_, shards, reason) => {
  const [merged] = mergeShards(inFiles(...shards));

  expect(merged).toMatchObject({ verdict: 'inconclusive', coverage: 'sampled' });
  expect(merged?.reason).toMatch(reason);
});

test('a finding counts although a shard is missing', () => {
  const [merged] = mergeShards(inFiles(shard(1, failed)));

  expect(merged).toMatchObject({ verdict: 'fails', reason: 'shard 2/2 is missing' });
});

test('a shard that was stopped makes a sample of all', () => {
  const [merged] = mergeShards(inFiles(shard(1), shard(2, { coverage: 'sampled' })));

  expect(merged).toMatchObject({ verdict: 'survives', coverage: 'sampled' });
});

test('what could not be followed in one shard bounds the whole', () => {
  const [merged] = mergeShards(inFiles(shard(1), shard(2, {}, { untracked: ['a proxy'] })));

  expect(merged).toMatchObject({ coverage: 'bounded', bound: 'all followed, except a proxy' });
});

test('results that are no shards, and other searches, stay apart', () => {
  const other = [shard(1, {}, { of: 'b' }), shard(2, {}, { of: 'b' })];

  const merged = mergeShards(inFiles(shard(1), result({ scenario: 'alone' }), ...other, shard(2)));

  expect(merged.map(({ scenario, coverage }) => [scenario, coverage])).toEqual([
    [shard(1).scenario, 'exhaustive'],
    ['alone', 'sampled'],
    [shard(1).scenario, 'exhaustive'],
  ]);
});

test.each<[string, Result[], RegExp]>([
  ['the same shard twice', [shard(1), shard(1)], /1\.json and 2\.json are both shard 1\/2/],
  ['splits that do not fit', [shard(1), shard(3, {}, { count: 3 })], /give all shards the same count/],
])('%s is refused', (_, shards, message) => {
  expect(() => mergeShards(inFiles(...shards))).toThrow(MergeError);
  expect(() => mergeShards(inFiles(...shards))).toThrow(message);
});
