import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../host/fixtures.ts';
import type { HuntedFinding, HuntReport } from '../../results/hunt.ts';
import type { Report } from '../../results/types.ts';
import { amplifyRace, type Ran } from '../fixtures.ts';

describe('hunt', () => {
  let directory: string;
  let ran: Ran;
  let report: HuntReport;
  let finding: HuntedFinding;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'amplify-race-'));
    const json = join(directory, 'hunt.json');
    ran = await amplifyRace('hunt', '--runs', '160', '--traces', directory, '--json', json);
    report = JSON.parse(await readFile(json, 'utf8'));
    finding = report.hunts[0]?.causes[0]?.findings[0] as HuntedFinding;
  });

  afterAll(() => rm(directory, { recursive: true }));

  test('ends in status 1 with the causes, when each was met first, and how to see it again', () => {
    expect(ran.status).toBe(1);
    expect(ran.out).toMatch(/Hunt on installed \(.*\): found \d+ distinct root cause/);
    expect(ran.out).toContain(finding.firstSeconds.toFixed(1));
    expect(ran.out).toContain(finding.message);
    expect(ran.out).toContain(finding.replay);
  });

  test('writes the same facts as data', () => {
    expect(report.schema).toBe('amplify-race/hunt@1');
    expect(report.hunts[0]).toMatchObject({ seed: 1, executions: 160, inconclusive: 0, interrupted: false });
    expect(finding.firstHit).toBeLessThanOrEqual(160);
  });

  test('shows progress on the error stream', () => {
    expect(ran.err).toMatch(/hunt on installed \(.*\): hunting 1 of 160 · 0 causes/);
  });

  test('the scenario file that it writes fails with the same signature when it is run', async () => {
    const json = join(await temporaryDirectory(), 'report.json');

    const { status } = await amplifyRace(
      ...[
        'run',
        finding.scenarioFile ?? '',
        '--runs',
        '300',
        '--json',
        json,
        '--traces',
        directory,
        '--quiet',
      ],
    );

    const { results }: Report = JSON.parse(await readFile(json, 'utf8'));
    expect(status).toBe(1);
    expect(results[0]?.findings.map(({ signature }) => signature)).toContain(finding.signature);
  });

  test('the trace and the schedule string that it gives show it again', async () => {
    const byTrace = await amplifyRace('replay', finding.trace ?? '');
    const byString = await amplifyRace('replay', finding.schedule);

    expect([byTrace.status, byString.status]).toEqual([1, 1]);
    expect(byTrace.out).toContain('Same steps, same tokens, same outcome');
    expect(byString.out).toContain(finding.message);
  });

  test('refuses a release that there is not', async () => {
    const { status, err } = await amplifyRace('hunt', '--amplify', 'no-such-tag', '--offline', '--quiet');

    expect(status).toBe(2);
    expect(err).toContain('no-such-tag');
  });
});
