import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryDirectory } from '../host/fixtures.ts';
import { failed, lostRefreshToken } from '../reports/fixtures.ts';
import { formatJson } from '../reports/index.ts';
import { readBaseline } from './baseline.ts';
import { amplifyRace } from './fixtures.ts';

const FAILING = [
  'run',
  'concurrent-refresh',
  '--strategy',
  'random',
  '--set',
  'rotation=on',
  '--set',
  'calls=2',
  '--runs',
  '2',
  '--seed',
  '4',
];

let directory: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
});

test('a result that failed only by what is known survives; the same symptom is known wherever its race is', async () => {
  const path = join(directory, 'known.json');
  const known = { ...lostRefreshToken, signature: 'session-survives/gone/clearTokens' };
  await writeFile(path, formatJson([{ ...failed, findings: [known] }]));
  const moved = { ...lostRefreshToken, signature: 'session-survives/gone/elsewhere' };
  const other = { ...lostRefreshToken, signature: 'another/symptom' };

  const baseline = await readBaseline(path);
  const results = baseline.newIn([
    { ...failed, findings: [moved] },
    { ...failed, findings: [moved, other] },
  ]);

  expect(results).toMatchObject([
    { verdict: 'survives', findings: [] },
    { verdict: 'fails', findings: [{ signature: 'another/symptom' }] },
  ]);
});

test('a report with signatures in an older form is read, with a warning', async () => {
  const path = join(directory, 'known.json');
  const known = { ...lostRefreshToken, signature: 'session-survives/the-stored-session-is-gone/clearTokens' };
  await writeFile(path, formatJson([{ ...failed, findings: [known] }]));

  const { has, warnings } = await readBaseline(path);

  expect(has({ signature: 'session-survives/session-gone/clearTokens' })).toBe(true);
  expect(warnings).toEqual([expect.stringMatching(/known\.json has 1 signature in an older form/)]);
});

test('what is not known fails the run, and is told', async () => {
  const baseline = join(directory, 'known.json');
  await writeFile(baseline, formatJson([failed]));

  const { status, out } = await amplifyRace(
    ...FAILING,
    '--traces',
    directory,
    '--baseline',
    baseline,
    '--annotate',
    'package.json',
    '--quiet',
  );

  expect(status).toBe(1);
  expect(out).toMatch(/: 0 of \d findings?; new: [1-9]\.$/m);
  expect(out).toContain('::error file=package.json');
});

test.each([
  ['is missing', undefined, /^error: there is no report at \S+known\.json$/m],
  [
    'is something else',
    '{"schema": "other"}',
    /^error: \S+known\.json is not a report written by --json: schema/,
  ],
])('a baseline that %s is wrong use', async (_, content, message) => {
  const baseline = join(directory, 'known.json');
  if (content !== undefined) await writeFile(baseline, content);

  const { status, err } = await amplifyRace(...FAILING, '--baseline', baseline);

  expect(status).toBe(2);
  expect(err).toMatch(message);
});
