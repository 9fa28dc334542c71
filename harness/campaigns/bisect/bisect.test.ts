import { expect, test } from 'vitest';
import type { Probe } from '../../../results/bisection.ts';
import { COUNTERS_QUESTION, LOSING, SOUND, tinyJudge } from '../../checking/verdicts/fixtures.ts';
import type { TinyCalls } from '../../simulation/fixtures.ts';
import { type BisectOptions, bisect } from './bisect.ts';

/** Versions 6.0.0, 6.1.0 ... of these releases; `undefined` stands for one that cannot be had. */
async function among(releases: readonly (TinyCalls | undefined)[], options: Partial<BisectOptions> = {}) {
  const byVersion = Object.fromEntries(releases.map((calls, index) => [`6.${index}.0`, calls]));
  const { judge, loads } = await tinyJudge(byVersion);
  const versions = Object.keys(byVersion);
  const run = (extra: Partial<BisectOptions> = {}) =>
    bisect({ versions, judge: (version) => judge.judge(COUNTERS_QUESTION, version), ...options, ...extra });
  return { run, loads };
}

function repeat<T>(times: number, value: T): T[] {
  return Array.from({ length: times }, () => value);
}

test('the release that fixes a finding is found with few judged, and evidence on either side', async () => {
  const { run, loads } = await among([...repeat(11, LOSING), ...repeat(5, SOUND)]);

  const { turns } = await run();

  expect(turns).toMatchObject([
    {
      effect: 'fixed',
      last: '6.10.0',
      first: '6.11.0',
      unknown: [],
      isOneChange: true,
      elsewhere: { version: '6.11.0', broken: [] },
    },
  ]);
  expect(turns[0]?.finding.schedule).toContain('/6.10.0/');
  expect(turns[0]?.elsewhere.replay).toMatch(
    /^npx amplify-race replay \S+6\.10\.0\S+\.json --amplify 6\.11\.0$/,
  );
  expect(new Set(loads).size).toBeLessThanOrEqual(2 + 4);
});

test('the release that breaks something is found', async () => {
  const { run } = await among([...repeat(3, SOUND), ...repeat(9, LOSING)]);

  const { turns } = await run();

  expect(turns).toMatchObject([{ effect: 'broken', last: '6.2.0', first: '6.3.0' }]);
});

test('a release that cannot be had is passed over, and said where it matters', async () => {
  const { run } = await among([LOSING, LOSING, undefined, undefined, SOUND, SOUND]);

  const { turns, probes } = await run();

  expect(turns).toMatchObject([{ last: '6.1.0', first: '6.4.0', unknown: ['6.2.0', '6.3.0'] }]);
  expect(probes.find(({ version }) => version === '6.2.0')).toMatchObject({
    reason: 'aws-amplify 6.2.0 cannot be loaded. Give another.',
  });
});

test('what is known is not judged again', async () => {
  const { run } = await among([LOSING, LOSING, SOUND, SOUND]);
  await run();
  const probed: Probe[] = [];

  await run({ onProbe: (probe) => probed.push(probe) });

  expect(probed.map((probe) => 'known' in probe && probe.known)).toEqual(probed.map(() => true));
});

test.each([
  ['an end', 0],
  ['the other end', 1],
  ['a release between them', 2],
])('a search that is stopped while %s is judged says so, and nothing of that release', async (_, judged) => {
  const stop = new AbortController();
  const { judge } = await tinyJudge(
    { '6.0.0': LOSING, '6.1.0': LOSING, '6.2.0': SOUND, '6.3.0': SOUND },
    { signal: stop.signal },
  );
  const probed: Probe[] = [];
  const asked: string[] = [];

  const search = bisect({
    versions: ['6.0.0', '6.1.0', '6.2.0', '6.3.0'],
    judge: (version) => {
      asked.push(version);
      if (asked.length > judged) stop.abort();
      return judge.judge(COUNTERS_QUESTION, version);
    },
    signal: stop.signal,
    onProbe: (probe) => probed.push(probe),
  });

  await expect(search).rejects.toThrow(/^stopped; run the same command to continue from here$/);
  expect(probed).toHaveLength(judged);
  expect(asked).toHaveLength(judged + 1);
});

test('a finding that another one hides in the search is known by following its trace', async () => {
  // With a single execution the search of 6.1.0 meets nothing.
  const { judge } = await tinyJudge({ '6.0.0': LOSING, '6.2.0': SOUND });
  const blind = await tinyJudge({ '6.1.0': LOSING }, { runs: 1 });

  const { turns, probes } = await bisect({
    versions: ['6.0.0', '6.1.0', '6.2.0'],
    judge: (version) => (version === '6.1.0' ? blind.judge : judge).judge(COUNTERS_QUESTION, version),
  });

  expect(probes[1]).toMatchObject({ result: { verdict: 'survives' } });
  expect(turns).toMatchObject([{ last: '6.1.0', first: '6.2.0' }]);
});

test.each([
  [
    'ends that are alike',
    [LOSING, LOSING],
    {},
    /^nothing to search for: 6\.0\.0 and 6\.1\.0 have the same findings \(no-lost-update/,
  ],
  [
    'ends without a finding',
    [SOUND, SOUND],
    {},
    /^nothing to search for: no finding on 6\.0\.0 and 6\.1\.0; choose other ends, or more --runs$/,
  ],
  [
    'an end that is not available',
    [LOSING, undefined],
    {},
    /^6\.1\.0 cannot be judged \(.* cannot be loaded.*\)\. Both ends must be judged: choose another one$/,
  ],
  [
    'a signature that no end has',
    [LOSING, SOUND],
    { signature: 'session-survives/gone' },
    /^neither release \(6\.0\.0 and 6\.1\.0\) has the finding session-survives\/gone; they have no-lost-update/,
  ],
])('%s is an error', async (_, releases, options, message) => {
  const { run } = await among(releases, options);

  await expect(run()).rejects.toThrow(message);
});
