import { execFile, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const BIN = resolve('dist/cli/bin.js');
const PACKAGE = JSON.stringify(resolve('dist/index.js'));

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

let folder: string;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amplify-race-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** A scenario of a user, in a folder of its own. @param top what its file does; @param body what its program does */
async function scenarioFile({ top = '', body = '' }: { readonly top?: string; readonly body?: string }) {
  files += 1;
  const file = join(folder, String(files), 'mine.mjs');
  await mkdir(join(folder, String(files)));
  await writeFile(
    file,
    `import { writeSync } from 'node:fs';
    import { defineScenario } from ${PACKAGE};
    ${top}
    export default defineScenario({
      name: 'mine', title: 'Mine', description: 'Mine.', options: {},
      start: () => ({
        users: [{ username: 'alice', password: 'Correct-Horse-1' }],
        devices: { phone: { storage: 'sync', signedIn: { username: 'alice', tokens: 'valid' } } },
        realms: { app: { device: 'phone', platform: 'react-native' } },
      }),
      program: () => [
        { actor: 'A', realm: 'app', run: async (auth) => { await auth.getCurrentUser(); ${body} } },
      ],
    });`,
  );
  return file;
}

function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    execFile(process.execPath, [BIN, 'run', ...args, '--runs', '2'], (error, out, err) => {
      done({ status: error ? Number(error.code) : 0, out, err });
    });
  });
}

/** Code of a scenario that says that it runs, at once. */
const BEGUN = "writeSync(2, 'begun\\n');";

describe.concurrent('whatever a scenario does to the process, it is never status 0', () => {
  test.each([
    [
      'exits as it is loaded',
      { top: 'process.exit(0);' },
      /ended the command with process.exit\(\) in .*mine.mjs:3/,
    ],
    [
      'exits as it runs',
      { body: 'process.exit(0);' },
      /with process.exit\(\) in .*mine.mjs:12 \(scenario mine on/,
    ],
    ['exits by a back door', { body: 'process.reallyExit(0);' }, /no verdict: .* \(scenario mine on/],
    [
      'awaits for ever as it is loaded',
      { top: 'await new Promise(() => {});' },
      /top-level code awaits something/,
    ],
    [
      'fails where nobody listens',
      { top: "setTimeout(() => { throw new Error('late'); }); await new Promise(() => {});" },
      /Error: late/,
    ],
    [
      'runs for ever',
      { body: 'for (;;);' },
      /scenario mine on .*: no progress for 20 s[\s\S]*schedule so far, \d+ steps: A/,
    ],
    [
      'goes from microtask to microtask for ever',
      { body: 'for (;;) await null;' },
      /scenario mine on .*: no progress for 20 s/,
    ],
    [
      'sets the exit status and fails',
      { top: 'process.exitCode = 0;', body: 'throw new Error();' },
      /actor A throws Error/,
    ],
  ])('one that %s', { timeout: 120_000 }, async (_, code, message) => {
    const { status, err } = await run(await scenarioFile(code));

    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});

describe.concurrent('the process ends with the verdict', () => {
  test('although a timer of the scenario goes on', { timeout: 60_000 }, async () => {
    const { status, out } = await run(await scenarioFile({ top: 'setInterval(() => {}, 1000);' }));

    expect(status).toBe(0);
    expect(out).toContain('survives');
  });

  test('which a promise of the scenario that is rejected outside every execution does not end', {
    timeout: 60_000,
  }, async () => {
    const { status, out, err } = await run(
      await scenarioFile({ top: "setTimeout(() => Promise.reject(new Error('stray')));" }),
    );

    expect(out).toContain('survives');
    expect(err).toMatch(/code of a scenario went on after its execution had ended, and threw Error: stray/);
    expect(status).toBe(3);
  });

  test('which is status 2 where it cannot be written', { timeout: 60_000 }, async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [BIN, 'list'], { stdio: ['ignore', full, 'pipe'] });
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });

    const status = await new Promise((done) => child.on('close', done));

    expect([status, err]).toEqual([2, 'error: cannot write to standard output: ENOSPC\n']);
  });

  test.each([
    ['SIGINT', { body: `${BEGUN} for (;;);` }, /the command did not answer \(scenario mine on/],
    ['SIGTERM', { body: `${BEGUN} for (;;) await null;` }, /the command did not answer \(scenario mine on/],
    ['SIGINT', { top: `${BEGUN} setInterval(() => {}, 1000); await new Promise(() => {});` }, /^Stopped\.$/m],
  ] as const)('within seconds of a %s, in %j', { timeout: 60_000 }, async (signal, code, message) => {
    const child = spawn(process.execPath, [BIN, 'run', await scenarioFile(code)]);
    let err = '';
    await new Promise<void>((begun) => {
      child.stderr.on('data', (chunk) => {
        err += chunk;
        if (err.includes('begun')) begun();
      });
    });
    const asked = performance.now();

    child.kill(signal);
    const status = await new Promise((done) => child.on('close', done));

    expect(status).toBe(3);
    expect(err).toMatch(message);
    expect(performance.now() - asked).toBeLessThan(10_000);
  });
});
