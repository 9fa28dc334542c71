import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTrace } from '../harness/analysis/trace/trace-file.ts';
import { parseScheduleString } from '../harness/exploration/strategies/schedule-string.ts';
import { temporaryDirectory } from '../host/fixtures.ts';
import { HARNESS_VERSION } from '../host/version.ts';
import type { Finding, Report, Result } from '../results/types.ts';
import { CATALOGUE } from '../scenarios/index.ts';
import { amplifyRace, type Ran } from './fixtures.ts';

/** Things that must never be printed or written: tokens (JWTs and refresh tokens alike) and the user. */
const SECRET = /eyJ|alice|Correct-Horse/;

/** The plainest strategy, whatever the default. */
const RANDOM = ['--strategy', 'random'] as const;

async function readReport(path: string): Promise<Report> {
  return JSON.parse(await readFile(path, 'utf8'));
}

describe('run of a scenario that survives', () => {
  test('ends in status 0 and says what was covered', async () => {
    const traces = await temporaryDirectory();

    const { status, out } = await amplifyRace(
      'run',
      'concurrent-refresh',
      ...RANDOM,
      '--runs',
      '20',
      '--traces',
      traces,
    );

    expect(status).toBe(0);
    expect(out).toMatch(/installed \(\d+\.\d+\.\d+\).*survives \(sampled 20\)/);
    expect(await readdir(traces)).toEqual([]);
  });

  test('shows progress on the error stream only, and none when quiet', async () => {
    const args = ['run', 'concurrent-refresh', '--runs', '2', '--traces', await temporaryDirectory()];

    const loud = await amplifyRace(...args);
    const quiet = await amplifyRace(...args, '--quiet');

    expect(loud.err).toMatch(/concurrent-refresh on installed .*: exploring/);
    expect(loud.out).not.toContain('exploring');
    expect(quiet.err).toBe('');
  });

  test('takes releases by --amplify, each of them', async () => {
    const args = ['--runs', '2', '--traces', await temporaryDirectory(), '--amplify', 'installed'];

    const { out } = await amplifyRace('run', 'concurrent-refresh', ...args, '--amplify', 'file:.');

    expect(out).toMatch(/ installed \(/);
    expect(out).toMatch(/ file:\. \(/);
  });

  test('takes the whole catalogue when no scenario is named', async () => {
    const json = join(await temporaryDirectory(), 'report.json');

    await amplifyRace('run', '--runs', '1', '--json', json, '--traces', await temporaryDirectory());

    const { results } = await readReport(json);
    expect(results.map(({ scenario }) => scenario)).toEqual(CATALOGUE.map(({ name }) => name));
  });
});

describe('run of a scenario that fails', () => {
  let directory: string;
  let ran: Ran;
  let report: Report;
  let finding: Finding;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'amplify-race-'));
    ran = await amplifyRace(
      ...[
        'run',
        'concurrent-refresh',
        ...RANDOM,
        ...['--set', 'rotation=on', '--set', 'calls=2', '--runs', '2', '--seed', '4'],
      ],
      ...['--traces', join(directory, 'traces'), '--json', join(directory, 'out', 'report.json')],
      ...['--junit', join(directory, 'junit.xml'), '--markdown', join(directory, 'report.md')],
    );
    report = await readReport(join(directory, 'out', 'report.json'));
    finding = report.results[0]?.findings[0] as Finding;
  });

  afterAll(() => rm(directory, { recursive: true }));

  test('ends in status 1', () => {
    expect(ran.status).toBe(1);
  });

  test('prints what broke, the interleaving, the race and the command that shows it again', () => {
    expect(ran.out).toContain(finding.message);
    expect(ran.out).toContain('The race');
    expect(ran.out).toMatch(/TokenStore\.ts:\d+/);
    expect(ran.out).toContain(`npx amplify-race replay ${finding.schedule}`);
  });

  test('writes the same facts as data', () => {
    expect(report.schema).toBe('amplify-race/report@1');
    expect(report.results).toHaveLength(1);
    expect(report.results[0]).toMatchObject({
      scenario: 'concurrent-refresh',
      options: { calls: 2, storage: 'fifo', rotation: true, grace: 0 },
      strategy: 'random',
      verdict: 'fails',
      coverage: 'sampled',
      complete: true,
      executions: 2,
      seed: 4,
    } satisfies Partial<Result>);
    expect(finding).toMatchObject({
      invariant: 'session-survives',
      signature: expect.stringContaining('session-survives/'),
      steps: expect.any(Number),
      race: { steps: [{ at: expect.any(Array) }, { at: expect.any(Array) }] },
    });
  });

  test('writes a trace for each finding, where the report says', async () => {
    const paths = report.results[0]?.findings.map(({ trace }) => trace) ?? [];

    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) expect((await readTrace(path ?? '')).scenario.name).toBe('concurrent-refresh');
  });

  test('writes JUnit XML and Markdown when it is told', async () => {
    expect(await readFile(join(directory, 'junit.xml'), 'utf8')).toMatch(/^<\?xml[\s\S]*<failure/);
    expect(await readFile(join(directory, 'report.md'), 'utf8')).toContain('concurrent-refresh');
  });

  test('prints and writes no token and no user name', async () => {
    const files = await readdir(directory, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), 'utf8'));

    expect(texts.length).toBeGreaterThanOrEqual(4);
    for (const text of [ran.out, ran.err, ...(await Promise.all(texts))]) expect(text).not.toMatch(SECRET);
  });

  test('is shown again by replay of the trace file, exactly', async () => {
    const replayed = await amplifyRace('replay', finding.trace ?? '');

    expect(replayed.status).toBe(1);
    expect(replayed.out).toContain(`session-survives: ${finding.message}`);
    expect(replayed.out).toMatch(/Same steps, same tokens, same outcome as in the trace/);
  });

  test('is shown again by the printed command, with the same interleaving as by the trace', async () => {
    const [, schedule = ''] = /npx amplify-race replay (ar1\/\S+)/.exec(ran.out) ?? [];

    const fromTrace = await amplifyRace('replay', finding.trace ?? '');
    const fromString = await amplifyRace('replay', schedule);

    const comparison = /\n\nSame steps, same tokens, same outcome.*\n$/;
    expect(fromString.status).toBe(1);
    expect(fromString.out.trimEnd()).toBe(fromTrace.out.replace(comparison, '').trimEnd());
  });

  test('is shown again whatever is on the network: its release is the one that is installed', async () => {
    const cacheDir = join(directory, 'cache');

    const replayed = await amplifyRace('replay', finding.schedule, '--offline', '--cache-dir', cacheDir);

    expect(replayed.status).toBe(1);
    expect(replayed.out).toMatch(/^concurrent-refresh on installed \(/);
  });

  test('is printed without a secret when it is replayed', async () => {
    const { out, err } = await amplifyRace('replay', finding.trace ?? '');

    expect(out + err).not.toMatch(SECRET);
  });

  test('is replayed on another release from its first step', async () => {
    const { status, out } = await amplifyRace('replay', finding.trace ?? '', '--amplify', 'file:.');

    expect(status).toBe(1);
    expect(out).toMatch(/^concurrent-refresh on file:\. \(/);
    expect(out).not.toContain('left the schedule');
  });

  test('says where a replay cannot follow its trace, and ends in status 3 when nothing broke', async () => {
    const trace = await readTrace(finding.trace ?? '');
    const path = join(directory, 'cut.json');
    await writeFile(path, JSON.stringify({ ...trace, steps: [{ ...trace.steps[0], id: 'nobody' }] }));

    const { status, out } = await amplifyRace('replay', path);

    expect(status).toBe(3);
    expect(out).toContain('No invariant broke.');
    expect(out).toMatch(/The execution left the schedule after 0 steps\. Expected: nobody\. Enabled: /);
  });

  test('says when a replay takes the steps of the trace and does something else', async () => {
    const trace = await readTrace(finding.trace ?? '');
    const path = join(directory, 'other.json');
    await writeFile(path, JSON.stringify({ ...trace, hash: 'f'.repeat(64) }));

    const { out } = await amplifyRace('replay', path);

    expect(out).toMatch(
      /The steps are those of the trace, but they did something else \(hash [0-9a-f]{12}; in the trace f{12}\)/,
    );
  });
});

describe('a scenario of a user’s own', () => {
  // As it was built: jiti would compile all of the source anew.
  const INDEX = resolve('dist/index.js');

  /** Writes a TypeScript file that exports scenarios. */
  async function scenarioFile(body: string): Promise<string> {
    const path = join(await temporaryDirectory(), 'mine.ts');
    await writeFile(
      path,
      `import { defineScenario, flag, type Invariant } from ${JSON.stringify(INDEX)};
       const never: Invariant = { name: 'never', statement: 'Never.', check: () => ({ symptom: 'x', message: 'it broke' }) };
       const common = {
         title: 'Mine', description: 'Mine.', options: { loud: flag(false, 'whether it is loud') },
         start: () => ({
           users: [{ username: 'alice', password: 'x' }],
           devices: { phone: { storage: 'sync' as const, signedIn: { username: 'alice', tokens: 'valid' as const } } },
           realms: { app: { device: 'phone', platform: 'react-native' as const } },
         }),
         program: () => [{ actor: 'A', realm: 'app', calls: [{ api: 'getCurrentUser' as const }] }],
       };
       ${body}`,
    );
    return path;
  }

  const SURVIVING = "export default defineScenario({ name: 'mine', ...common });";

  test('runs when its file is given, in TypeScript', async () => {
    const path = await scenarioFile(SURVIVING);

    const json = join(await temporaryDirectory(), 'report.json');

    const { status } = await amplifyRace('run', path, '--runs', '2', '--set', 'loud=on', '--json', json);

    const { results } = await readReport(json);
    expect(status).toBe(0);
    expect(results).toMatchObject([{ scenario: 'mine', options: { loud: true }, verdict: 'survives' }]);
  });

  test('that fails is shown again by its trace and by the printed command', async () => {
    const path = await scenarioFile(
      `export const other = defineScenario({ name: 'other', ...common });
       export const mine = defineScenario({ name: 'mine', ...common, invariants: [never] });`,
    );
    const traces = await temporaryDirectory();

    const { status, out } = await amplifyRace('run', path, ...RANDOM, '--runs', '2', '--traces', traces);
    const [trace = ''] = await readdir(traces);
    const [, schedule = ''] = /npx amplify-race replay (ar1\/\S+)/.exec(out) ?? [];
    const replays = [await amplifyRace('replay', join(traces, trace)), await amplifyRace('replay', schedule)];

    expect(status).toBe(1);
    expect(parseScheduleString(schedule)).toMatchObject({ scenario: 'mine', file: path });
    for (const replayed of replays) {
      expect(replayed.status).toBe(1);
      expect(replayed.out).toMatch(/^mine on installed/);
    }
  });

  test('that escapes control is inconclusive: status 3 and the first place where it shows', async () => {
    const path = await scenarioFile(
      `export default defineScenario({ name: 'mine', ...common,
         program: () => [{ actor: 'A', realm: 'app', run: async (client) => {
           await client.getCurrentUser();
           await new Promise((resolve) => setTimeout(resolve, 1));
         } }],
       });`,
    );

    const json = join(await temporaryDirectory(), 'report.json');

    const { status } = await amplifyRace('run', path, '--runs', '2', '--json', json);

    expect(status).toBe(3);
    expect((await readReport(json)).results[0]?.reason).toBe(
      'uncontrolled: the program of A waits for something outside the world, first after step A',
    );
  });

  test.each([
    [
      'exports no scenario',
      'export const x = 1;',
      /exports no scenario; write export default defineScenario/,
    ],
    ['cannot be compiled', 'export default = ;', /cannot be loaded: SyntaxError: .* \(.*\.ts:\d+\)/],
    [
      'exports two scenarios of one name',
      "export const one = defineScenario({ name: 'twin', ...common });\nexport const two = { ...one };",
      /^error: two scenarios in \S+ are called "twin": the exports one and two\. Rename one/m,
    ],
    ['throws', "throw new Error('on purpose');", /cannot be loaded: Error: on purpose \(.*\.ts:\d+\)/],
    [
      'has a scenario with a wrong name',
      "export default defineScenario({ name: 'My Race', ...common });",
      /cannot be loaded: ScenarioError: scenario name "My Race" is not kebab case/,
    ],
  ])('is refused when its file %s', async (_, body, message) => {
    const { status, err } = await amplifyRace('run', await scenarioFile(body));

    expect(status).toBe(2);
    expect(err).toMatch(message);
  });

  test('that could not run as it is written is refused with all its mistakes', async () => {
    const path = await scenarioFile(
      `export default defineScenario({ name: 'mine', ...common,
         program: () => [{ actor: 'my actor', realm: 'app', calls: [] }],
       });`,
    );

    const { status, err } = await amplifyRace('run', path, '--quiet');

    expect([status, err]).toEqual([
      2,
      [
        'error: scenario mine has 2 mistakes:',
        '  program()[0].actor: "my actor" is not accepted; expected a name of letters,',
        '     digits, - and _',
        '  program()[0].calls: is empty; expected at least one call',
        '',
      ].join('\n'),
    ]);
  });

  test.each(['matrix', 'upgrade', 'bisect'])(
    'with mistakes is refused by %s before anything is fetched',
    async (verb) => {
      const path = await scenarioFile(
        `export default defineScenario({ name: 'mine', ...common, program: () => [] });`,
      );
      const args = { matrix: [path], upgrade: ['6.0.1', '6.0.2', path], bisect: [path, '--from', '6.0.1'] }[
        verb
      ];

      const { status, err } = await amplifyRace(verb, ...(args ?? []), '--offline');

      expect(status).toBe(2);
      expect(err).toContain('program(): is empty');
    },
  );

  test('whose code fails is no finding: status 2, and the place where it failed', async () => {
    const path = await scenarioFile(
      `export default defineScenario({ name: 'mine', ...common, start: () => { throw new Error('on purpose'); } });`,
    );

    const { status, err } = await amplifyRace('run', path);

    expect(status).toBe(2);
    expect(err).toMatch(/^error: scenario mine: start\(\) throws Error: on purpose \(.*\.ts:\d+\)\n$/);
  });

  test('is refused when there is no such file', async () => {
    const { status, err } = await amplifyRace('run', './none.ts');

    expect([status, err]).toEqual([2, 'error: no scenario file at ./none.ts\n']);
  });

  test('is listed with its options', async () => {
    const { status, out } = await amplifyRace('list', await scenarioFile(SURVIVING));

    expect(status).toBe(0);
    expect(out).toContain('--set loud=off  whether it is loud (on or off)');
  });
});

describe('list', () => {
  test('shows every scenario of the catalogue with its options', async () => {
    const { status, out } = await amplifyRace('list');

    expect(status).toBe(0);
    for (const { name, title, options } of CATALOGUE) {
      expect(out).toContain(`${name}\n  ${title}`);
      for (const option of Object.keys(options)) expect(out).toContain(`--set ${option}=`);
    }
  });

  test('has no line that is wider than the terminal', async () => {
    const { out } = await amplifyRace('list');

    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  test('shows those that are named', async () => {
    const { out } = await amplifyRace('list', 'sign-out-during-refresh');

    expect(out).toContain('sign-out-during-refresh');
    expect(out).not.toContain('concurrent-refresh');
  });
});

describe('wrong use ends in status 2 with one clear line', () => {
  const firstLine = ({ err }: Ran): string => err.split('\n')[0] ?? '';

  test.each([
    [
      'a scenario',
      ['run', 'concurent-refresh'],
      /^error: no scenario "concurent-refresh"\. Did you mean "concurrent-refresh"\?/,
    ],
    ['a scenario to list', ['list', 'x'], /^error: no scenario "x"\. Scenarios:$/],
    ['a verb', ['rum'], /^error: unknown command 'rum'/],
    ['a flag', ['run', '--seeds', '1'], /^error: unknown option '--seeds'/],
    [
      'a seed',
      ['run', '--seed', 'x'],
      /^error: option '--seed <number>' argument 'x' is invalid\. Expected a seed: a whole number/,
    ],
    [
      'a number of runs',
      ['run', '--runs', '0'],
      /^error: option '--runs <number>' argument '0' is invalid\. .*from 1 to/,
    ],
    ['a time', ['run', '--time', '1.5'], /^error: option '--time <seconds>' argument '1\.5' is invalid\./],
    [
      'a strategy',
      ['run', '--strategy', 'rnadom'],
      /^error: option '--strategy <name>' argument 'rnadom' is invalid\. .*Did you mean "random"\?/,
    ],
    [
      'a setting',
      ['run', '--set', 'calls'],
      /^error: option '--set <name=value>' argument 'calls' is invalid\. Expected name=value/,
    ],
    [
      'the name of an option',
      ['run', 'concurrent-refresh', '--set', 'cals=2'],
      /^error: scenario concurrent-refresh: no option "cals"; options: calls, /,
    ],
    [
      'the value of an option',
      ['run', 'concurrent-refresh', '--set', 'calls=99'],
      /^error: scenario concurrent-refresh: calls=99 is not accepted; accepted: a whole number from 1 to 8$/,
    ],
    [
      'the name of an option of all scenarios',
      ['run', '--set', 'rotatoin=on'],
      /^error: no scenario has an option "rotatoin"\. Did you mean "rotation"\? Options: calls, /,
    ],
    [
      'a release',
      ['run', '--amplify', '../fork'],
      /^error: "\.\.\/fork" looks like a path\. For a directory or a tarball, write file:\.\.\/fork\.$/,
    ],
    ['a trace', ['replay', 'none.json'], /^error: there is no trace at none\.json$/],
    ['nothing to replay', ['replay'], /^error: missing required argument 'trace'/],
    [
      'a schedule',
      ['replay', 'ar1/concurrent-refresh/6.6.6'],
      /^error: the schedule has 3 parts in place of 7; was it copied completely\?/,
    ],
    ['a schedule of a later version', ['replay', 'ar9/x'], /^error: unknown schedule format "ar9"/],
    [
      'the scenario of a schedule',
      ['replay', 'ar1/concurrent-refres/6.6.6/-/1/A/-'],
      /^error: no scenario "concurrent-refres"\. Did you mean "concurrent-refresh"\?/,
    ],
  ])('%s', async (_, args, message) => {
    const ran = await amplifyRace(...args);

    expect([ran.status, ran.out]).toEqual([2, '']);
    expect(firstLine(ran)).toMatch(message);
  });

  test('a version that is not on this machine, offline', async () => {
    const cacheDir = await temporaryDirectory();

    const ran = await amplifyRace('run', '--amplify', '6.0.1', '--offline', '--cache-dir', cacheDir);

    expect([ran.status, ran.out]).toEqual([2, '']);
    expect(firstLine(ran)).toMatch(/^error: aws-amplify 6\.0\.1 cannot be loaded/);
  });

  test('an actor or an option of a schedule that its scenario lacks', async () => {
    const { version } = JSON.parse(await readFile('node_modules/aws-amplify/package.json', 'utf8'));

    const actor = await amplifyRace('replay', `ar1/concurrent-refresh/${version}/calls=2/1/A.Z/-`);
    const option = await amplifyRace('replay', `ar1/concurrent-refresh/${version}/cals=2/1/A/-`);

    expect([actor.status, firstLine(actor)]).toEqual([
      2,
      'error: the schedule does not fit scenario concurrent-refresh: it has no actor "Z"; actors: A, B',
    ]);
    expect([option.status, firstLine(option)]).toEqual([
      2,
      expect.stringMatching(/^error: scenario concurrent-refresh: no option "cals"; options: calls, /),
    ]);
  });

  test.each([
    ['cut short', '{"schema":"amplify-race/trace@2","har', /is damaged: /],
    [
      'of a later version',
      '{"schema":"amplify-race/trace@3"}',
      /is of format "amplify-race\/trace@3"; this version reads/,
    ],
    ['with a field missing', '{"schema":"amplify-race/trace@2"}', /is damaged: harness: /],
    ['of something else', '{}', /is not a trace of amplify-race/],
  ])('a trace %s', async (_, content, message) => {
    const path = join(await temporaryDirectory(), 'trace.json');
    await writeFile(path, content);

    const ran = await amplifyRace('replay', path);

    expect(ran.status).toBe(2);
    expect(ran.err).toMatch(message);
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a trace of a size that no trace has', async () => {
    const path = join(await temporaryDirectory(), 'trace.json');
    await writeFile(path, '');
    await truncate(path, 100_000_000);

    const ran = await amplifyRace('replay', path);

    expect([ran.status, ran.err]).toEqual([2, `error: ${path} is too large to be a trace\n`]);
  });

  test.each([
    ['--json', '', 'EISDIR', ''],
    ['--junit', 'file/below', 'ENOTDIR', ''],
    ['--checkpoint', 'file/below/it', 'ENOTDIR', ''],
    ['--traces', 'file', 'ENOTDIR', ' (--traces names another folder)'],
  ])('what %s names cannot be written, before anything is run', async (option, path, code, remedy) => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'file'), '');
    const output = join(directory, path);

    const ran = await amplifyRace('run', 'concurrent-refresh', option, output);

    expect([ran.status, ran.out]).toEqual([2, '']);
    expect(ran.err).toBe(`error: cannot write ${output}: ${code}${remedy}\n`);
    expect(await readdir(directory)).toEqual(['file']);
  });
});

describe('help', () => {
  test('lists commands and exit statuses, within 80 columns, and is no error', async () => {
    const { status, out } = await amplifyRace('--help');

    expect(status).toBe(0);
    for (const verb of ['run', 'replay', 'list']) expect(out).toMatch(new RegExp(`^ {2}${verb}\\b`, 'm'));
    expect(out).toMatch(/^Exit status:\n {2}0 {2}every check survives\n {2}1 {2}a finding, or a known one/m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('is shown when no command is given, which is wrong use', async () => {
    const { status, err } = await amplifyRace();

    expect(status).toBe(2);
    expect(err).toContain('Usage: amplify-race');
  });

  test.each([
    [
      'run',
      '--runs <number> executions per check (default: 6000, or 600 if there are several scenarios; no limit if --time is given)',
    ],
    ['replay', '(default: the release of the trace)'],
    ['claims', '(default: the releases that each claim is about)'],
    ['upgrade', 'pct random priorities that change a few times (--bound: depth of the race; default 3)'],
  ])('of %s says what happens by default', async (verb, words) => {
    const { out } = await amplifyRace(verb, '--help');

    expect(out.replaceAll(/\s+/g, ' ')).toContain(words);
  });

  test('is mentioned after a mistake in the options of a command', async () => {
    const { err } = await amplifyRace('run', '--run', '5');

    expect(err).toContain("('amplify-race run --help' lists arguments and options)");
  });

  test('of a verb names its options', async () => {
    const { status, out } = await amplifyRace('run', '--help');

    expect(status).toBe(0);
    for (const option of ['--amplify', '--seed', '--set', '--runs', '--time', '--json', '--quiet']) {
      expect(out).toContain(option);
    }
  });
});

test('the version is that of the package', async () => {
  expect(await amplifyRace('--version')).toMatchObject({ status: 0, out: `${HARNESS_VERSION}\n` });
});

test('no listener of the process is left behind', async () => {
  const before = process.listenerCount('SIGINT');

  await amplifyRace('list');
  await amplifyRace('run', 'concurrent-refresh', '--set', 'calls=0');

  expect(process.listenerCount('SIGINT')).toBe(before);
});
