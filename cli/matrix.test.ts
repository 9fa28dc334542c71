import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../host/fixtures.ts';
import { amplifyRace } from './fixtures.ts';

test('matrix checks scenarios on releases, and at the second time knows what they came to', async () => {
  const directory = await temporaryDirectory();
  const [json, markdown] = [join(directory, 'matrix.json'), join(directory, 'matrix.md')];
  const args = [
    ...['matrix', 'concurrent-refresh', 'sequential', '--amplify', 'installed', '--amplify', 'file:.'],
    ...['--strategy', 'random', '--runs', '3', '--set', 'calls=1', '--json', json, '--markdown', markdown],
    ...['--traces', directory, '--cache-dir', directory],
  ];

  const cold = await amplifyRace(...args);
  const warm = await amplifyRace(...args);

  expect(cold.status).toBe(0);
  expect(cold.out).toMatch(/│ installed \(\S+\) │ ✓ 3 +│ ✓ 3 +│/);
  expect(cold.err).toContain('4 of 4: sequential on file:.: survives');
  expect(warm.out).toBe(cold.out);
  expect(warm.err).not.toContain('of 4');
  expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
    schema: 'amplify-race/matrix@1',
    results: { length: 4 },
  });
  expect(await readFile(markdown, 'utf8')).toContain('| concurrent-refresh | sequential |');
});

test('a release that cannot be had is a gap, not the end', async () => {
  const directory = await temporaryDirectory();

  const { status, out } = await amplifyRace(
    ...[
      'matrix',
      'sequential',
      '--amplify',
      'installed',
      '--amplify',
      'file:nowhere',
      '--runs',
      '1',
      '--quiet',
    ],
    ...['--traces', directory, '--cache-dir', directory],
  );

  expect(status).toBe(3);
  expect(out).toMatch(/│ file:nowhere +│ -/);
  expect(out).toContain('There is no aws-amplify in ');
});
