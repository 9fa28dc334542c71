import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amplify-race-'));
  await writeFile(
    join(folder, 'loop.test.mjs'),
    `import { defineScenario } from ${JSON.stringify(resolve('dist/index.js'))};
    import { raceTest } from ${JSON.stringify(resolve('dist/vitest/index.js'))};
    raceTest(defineScenario({
      name: 'loop', title: 'Loop', description: 'Loops.', options: {},
      start: () => ({
        users: [{ username: 'alice', password: 'Correct-Horse-1' }],
        devices: { phone: { storage: 'sync', signedIn: { username: 'alice', tokens: 'valid' } } },
        realms: { app: { device: 'phone', platform: 'react-native' } },
      }),
      program: () => [
        { actor: 'A', realm: 'app', run: async (auth) => { await auth.getCurrentUser(); for (;;); } },
      ],
    }));`,
  );
});

afterAll(() => rm(folder, { recursive: true }));

// Both wait for the same 20 s.
test.concurrent.each(['forks', 'threads'])(
  'an endless loop ends Vitest with %s, and is named',
  {
    timeout: 150_000,
  },
  async (pool) => {
    const vitest = [resolve('node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--pool', pool];

    const { failed, printed } = await new Promise<{ failed: boolean; printed: string }>((done) => {
      execFile(process.execPath, vitest, { timeout: 140_000 }, (error, out, err) =>
        done({ failed: error !== null && error.killed !== true, printed: out + err }),
      );
    });

    expect(printed).toMatch(/scenario loop on installed \(.*\): no progress for 20 s\. Its code loops/);
    expect(failed).toBe(true);
  },
);
