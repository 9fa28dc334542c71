import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../host/fixtures.ts';
import type { Report, Result } from '../results/types.ts';
import { amplifyRace } from './fixtures.ts';

const SEARCH = ['run', 'concurrent-refresh', '--strategy', 'exhaustive', '--set', 'calls=2', '--quiet'];

async function resultIn(path: string): Promise<Result | undefined> {
  return (JSON.parse(await readFile(path, 'utf8')) as Report).results[0];
}

test('shards on several machines come to the result of one', { timeout: 60_000 }, async () => {
  const directory = await temporaryDirectory();
  const file = (name: string): string => join(directory, `${name}.json`);
  const common = ['--traces', directory, '--json'];

  await amplifyRace(...SEARCH, ...common, file('whole'));
  await amplifyRace(...SEARCH, '--shard', '1/2', ...common, file('1'));
  await amplifyRace(...SEARCH, '--shard', '2/2', ...common, file('2'));
  const both = await amplifyRace('merge', file('1'), file('2'), '--json', file('merged'));
  const one = await amplifyRace('merge', file('2'));

  expect(both.status).toBe(0);
  expect(both.out).toMatch(/survives \(exhaustive, \d+ classes\)/);
  const [whole, merged] = [await resultIn(file('whole')), await resultIn(file('merged'))];
  expect(merged).toMatchObject({ coverage: 'exhaustive', classes: whole?.classes });
  expect(one.status).toBe(3);
  expect(one.out).toContain('inconclusive: shard 1/2 is missing');
});

test('a search that its budget stopped goes on where it was', { timeout: 60_000 }, async () => {
  const directory = await temporaryDirectory();
  const file = (name: string): string => join(directory, `${name}.json`);
  const common = ['--traces', directory, '--checkpoint', file('checkpoint'), '--json'];

  const first = await amplifyRace(...SEARCH, '--runs', '20', ...common, file('first'));
  const foreign = await amplifyRace(...SEARCH, '--set', 'rotation=on', ...common, file('foreign'));
  const second = await amplifyRace(...SEARCH, ...common, file('second'));
  const again = await amplifyRace(...SEARCH, '--runs', '20', ...common, file('again'));

  expect(first).toMatchObject({ status: 3 });
  expect(first.out).toMatch(/inconclusive: the budget ran out/);
  expect(foreign).toMatchObject({
    status: 2,
    err: expect.stringMatching(/^error: .* belongs to another search/),
  });
  expect(second.out).toMatch(/survives \(exhaustive/);
  // What is done leaves no checkpoint behind.
  expect(again.out).toMatch(/inconclusive: the budget ran out/);
});

describe('wrong use', () => {
  test.each([
    [['--shard', '3/2'], /index\/count/],
    [['--shard', '1/2'], /--shard needs an exhaustive search, not portfolio: add --strategy exhaustive/],
    [
      ['--strategy', 'exhaustive', '--checkpoint', 'x', '--amplify', 'installed', '--amplify', '6.6.6'],
      /--checkpoint works on a single check, not on 2/,
    ],
  ])('%s', async (args, message) => {
    const { status, err } = await amplifyRace('run', 'concurrent-refresh', ...args);

    expect(status).toBe(2);
    expect(err).toMatch(message);
  });

  test('of merge', async () => {
    const path = join(await temporaryDirectory(), 'other.json');
    await writeFile(path, '{"results":[]}');

    const missing = await amplifyRace('merge', 'no-such.json');
    const other = await amplifyRace('merge', path);

    expect(missing).toMatchObject({ status: 2, err: 'error: there is no report at no-such.json\n' });
    expect(other).toMatchObject({
      status: 2,
      err: expect.stringContaining('is not a report written by --json'),
    });
  });
});
