import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../host/fixtures.ts';
import type { Report } from '../results/types.ts';
import { amplifyRace } from './fixtures.ts';

async function resultsWith(workers: string): Promise<object[]> {
  const directory = await temporaryDirectory();
  const json = join(directory, 'report.json');
  const scenarios = ['configure-again', 'response-lost-with-rotation', 'cookies-too-large'];
  await amplifyRace(
    'run',
    ...scenarios,
    '--runs',
    '30',
    '--workers',
    workers,
    '--json',
    json,
    '--traces',
    directory,
  );
  const { results }: Report = JSON.parse(await readFile(json, 'utf8'));
  return results.map(({ scenario, verdict, executions, findings }) => ({
    scenario,
    verdict,
    executions,
    findings: findings.map(({ signature, steps }) => ({ signature, steps })),
  }));
}

test('checks side by side come to the results of one after the other, in their order', {
  timeout: 120_000,
}, async () => {
  const [alone, sideBySide] = [await resultsWith('1'), await resultsWith('2')];

  expect(alone).toHaveLength(3);
  expect(sideBySide).toEqual(alone);
});
