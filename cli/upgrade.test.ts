import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../host/fixtures.ts';
import { amplifyRace } from './fixtures.ts';

const FEW = ['--strategy', 'random', '--runs', '3', '--set', 'calls=1', '--quiet'] as const;

test('an upgrade that breaks nothing ends in status 0, in all of its forms', async () => {
  const directory = await temporaryDirectory();
  const [json, markdown] = [join(directory, 'upgrade.json'), join(directory, 'upgrade.md')];

  const { status, out } = await amplifyRace(
    ...['upgrade', 'installed', 'file:.', 'concurrent-refresh', ...FEW],
    ...['--json', json, '--markdown', markdown, '--traces', directory, '--cache-dir', directory],
  );

  expect(status).toBe(0);
  expect(out).toMatch(/^installed \(\S+\) → file:\. \(/);
  expect(out).toMatch(/still surviving.*concurrent-refresh.*survives/);
  expect(JSON.parse(await readFile(json, 'utf8'))).toMatchObject({
    schema: 'amplify-race/upgrade@1',
    comparisons: [{ changes: [{ kind: 'still-surviving', scenario: 'concurrent-refresh' }] }],
    results: [{ verdict: 'survives' }, { verdict: 'survives' }],
  });
  expect(await readFile(markdown, 'utf8')).toContain('✅ still surviving');
});

test('a change that leaves Amplify as it is judges nothing', async () => {
  const { status, out } = await amplifyRace('upgrade', 'installed', 'installed', ...FEW);

  expect({ status, out }).toEqual({
    status: 0,
    out: 'Both sides are the same release (installed): the upgrade changes nothing.\n',
  });
});

test.each([
  [
    'no release',
    ['upgrade'],
    /^error: upgrade needs two releases, such as "upgrade 6\.6\.6 installed", or --base/,
  ],
  ['one release', ['upgrade', '6.6.6'], /^error: upgrade needs two releases/],
  [
    'a scenario that is not there',
    ['upgrade', '6.6.6', 'installed', 'concurent-refresh'],
    /^error: no scenario "concurent-refresh"\. Did you mean/,
  ],
  [
    'a revision that is not there',
    ['upgrade', '--base', 'no/such/revision'],
    /^error: The repository has no revision "no\/such\/revision"/,
  ],
])('%s is wrong use', async (_, args, message) => {
  const { status, err } = await amplifyRace(...args);

  expect(status).toBe(2);
  expect(err).toMatch(message);
});
