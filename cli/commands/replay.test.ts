import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partsIn, type Trace } from '../../harness/analysis/trace/schema.ts';
import { readOwnTrace } from '../../harness/analysis/trace/trace-file.ts';
import { parseScheduleString } from '../../harness/exploration/strategies/schedule-string.ts';
import type { Finding, Report } from '../../results/types.ts';
import { amplifyRace, type Ran } from '../fixtures.ts';

/** A rotated refresh token is spent twice; of the three calls of A only the second refreshes. */
const SCENARIO = `
  import { defineScenario } from ${JSON.stringify(resolve('index.ts'))};
  const refresh = { api: 'fetchAuthSession', args: [{ forceRefresh: true }] } as const;
  const look = { api: 'getCurrentUser' } as const;
  export default defineScenario({
    name: 'three-calls', title: 'Three calls', description: 'For tests.', options: {},
    start: () => ({
      pool: { rotation: { graceSeconds: 0 } },
      users: [{ username: 'alice', password: 'x' }],
      devices: { phone: { storage: 'fifo', signedIn: { username: 'alice', tokens: 'valid' } } },
      realms: { app: { device: 'phone', platform: 'react-native' } },
    }),
    program: () => [
      { actor: 'A', realm: 'app', calls: [look, refresh, look] },
      { actor: 'B', realm: 'app', calls: [refresh] },
      { actor: 'C', realm: 'app', run: async (client) => { await client.getCurrentUser(); } },
    ],
  });`;

describe('a finding of which a part of the program is left', () => {
  let directory: string;
  let finding: Finding;
  let trace: Trace;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'amplify-race-'));
    const scenario = join(directory, 'three-calls.ts');
    const json = join(directory, 'report.json');
    await writeFile(scenario, SCENARIO);
    const search = ['--strategy', 'random', '--runs', '30'];
    await amplifyRace('run', scenario, ...search, '--traces', directory, '--json', json, '--quiet');
    const { results }: Report = JSON.parse(await readFile(json, 'utf8'));
    finding = results[0]?.findings[0] as Finding;
    trace = await readOwnTrace(finding.trace ?? '');
  }, 120_000);

  afterAll(() => rm(directory, { recursive: true }));

  async function replayWith(actors: readonly string[]): Promise<{ byTrace: Ran; bySchedule: Ran }> {
    const path = join(directory, 'changed.json');
    const changed = actors.map((part) => ({ part, actor: part, realm: 'app' }));
    await writeFile(path, JSON.stringify({ ...trace, actors: changed }));
    const schedule = finding.schedule.replace(`/${partsIn(trace).join('.')}/`, `/${actors.join('.')}/`);
    return { byTrace: await amplifyRace('replay', path), bySchedule: await amplifyRace('replay', schedule) };
  }

  test('keeps the one call that matters, in the trace and in the schedule', () => {
    expect(partsIn(trace)).toEqual(['A+1', 'B']);
    expect(parseScheduleString(finding.schedule).actors).toEqual(['A+1', 'B']);
  });

  test('is shown again byte for byte by the trace and by the schedule', async () => {
    const { byTrace, bySchedule } = await replayWith(partsIn(trace));

    expect([byTrace.status, bySchedule.status]).toEqual([1, 1]);
    expect(byTrace.out).toContain('Same steps, same tokens, same outcome as in the trace');
    expect(byTrace.out).toContain(bySchedule.out.trimEnd());
    expect(bySchedule.out).not.toContain('getCurrentUser');
  });

  test('is explained as where it was found, without progress where that is wished', async () => {
    const { status, out, err } = await amplifyRace('replay', finding.trace ?? '', '--quiet');

    expect([status, err]).toEqual([1, '']);
    expect(out).toContain(`The race\n${finding.race?.sentence.slice(0, 40)}`);
    expect(out).toContain('What each side had read\n');
    expect(out).toMatch(/^invariant: .*broken for good after step \d+|^permanently broken: /m);
  });

  test.each([
    [
      '9',
      /choice that this execution does not offer: "[0-9a-z]+\.9z"; only \d+ were enabled after \d+ steps: /,
      '.9z',
    ],
    [
      'end',
      /choice that this execution does not offer: "zz\.0"; the execution ended after \d+ steps\./,
      '-zz.0',
    ],
  ])('has a choice that is not there: %s', async (_, message, tail) => {
    const choices = finding.schedule.split('/').at(-1) ?? '';
    const lead = finding.schedule.slice(0, -choices.length);
    const changed = tail.startsWith('-') ? `${choices}${tail}` : choices.replace(/\.[0-9a-z]+$/, tail);

    const same = await amplifyRace(
      'replay',
      `${lead}${changed}`,
      '--amplify',
      finding.schedule.split('/')[2] ?? '',
    );
    const { status, out } = await amplifyRace('replay', `${lead}${changed}`);

    expect(out).toMatch(message);
    expect(same.out).toMatch(message);
    // What breaks nevertheless is a finding.
    const broken = out.includes('No invariant broke.') ? 3 : 1;
    expect([status, same.status]).toEqual([broken, broken]);
  });

  test('without its only choice is another execution, which proves nothing', async () => {
    const [lead] = finding.schedule.split(/[^/]+$/);

    const { status, out } = await amplifyRace('replay', `${lead}0.z`);

    expect(status).toBe(3);
    expect(out).toContain('No invariant broke.');
    expect(out).toContain('The schedule has a choice that this execution does not offer: "0.z"');
  });

  const EDITS: [string, (whole: Trace) => Trace, RegExp][] = [
    [
      'without its last steps',
      (whole) => ({ ...whole, steps: whole.steps.slice(0, -2) }),
      /The execution takes \d+ steps, but the trace lists \d+\./,
    ],
    [
      'about another invariant',
      (whole) => ({ ...whole, verdict: { ...whole.verdict, invariant: 'calls-settle' } }),
      /but the verdict is another: session-survives\/[\w-]+; in the trace calls-settle with signature session/,
    ],
    [
      'about another symptom',
      (whole) => ({ ...whole, verdict: { ...whole.verdict, signature: 'session-survives/else/f/g' } }),
      /but the verdict is another: session-survives\/[\w-]+; in the trace session-survives\/else\./,
    ],
  ];

  test.each(EDITS)('is not the same %s', async (_, edit, message) => {
    const path = join(directory, 'edited.json');
    await writeFile(path, JSON.stringify(edit(trace)));

    const { out } = await amplifyRace('replay', path);

    expect(out).not.toContain('Same steps');
    expect(out).toMatch(message);
  });

  test('is not exact any more when other calls are made', async () => {
    const { byTrace } = await replayWith(['A', 'B']);

    expect(byTrace.out).not.toContain('Same steps');
    expect(byTrace.out).toContain('getCurrentUser');
  });

  test.each([
    [['A+7', 'B'], '"A+7": actor A has no call 7, only 0 to 2'],
    [['A+1+1', 'B'], '"A+1+1" is neither an actor, such as "A", nor an actor with the ascending indices'],
    [['A+x', 'B'], '"A+x" is neither an actor'],
    [['A+1', 'A'], 'actor "A" is named twice'],
    [['Z'], 'it has no actor "Z"; actors: A, B, C'],
    [['C+0'], '"C+0": the program of C is code'],
  ])('with a damaged part gives one line that says what is wrong: %j', async (actors, message) => {
    const { byTrace, bySchedule } = await replayWith(actors);

    expect([byTrace.status, byTrace.out, bySchedule.status, bySchedule.out]).toEqual([2, '', 2, '']);
    expect(byTrace.err.split('\n')[0]).toContain(
      `error: the trace does not fit scenario three-calls: ${message}`,
    );
    expect(bySchedule.err).toBe(byTrace.err.replace('the trace does not', 'the schedule does not'));
  });
});
