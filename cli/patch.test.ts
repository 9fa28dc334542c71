import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { expect, test } from 'vitest';
import { readTrace } from '../harness/analysis/trace/trace-file.ts';
import { temporaryDirectory } from '../host/fixtures.ts';
import { amplifyRace } from './fixtures.ts';

const STORE = 'src/providers/cognito/tokenProvider/TokenStore.ts';

/** A patch after which the stored tokens are cleared whenever they are read. */
async function writeMutant(file: string): Promise<void> {
  const auth = dirname(createRequire(import.meta.url).resolve('@aws-amplify/auth/package.json'));
  const before = await readFile(join(auth, STORE), 'utf8');
  const after = before.replace(/async loadTokens\(\).*\{/, '$&\n\t\tawait this.clearTokens();');
  await writeFile(
    file,
    createTwoFilesPatch(`a/packages/auth/${STORE}`, `b/packages/auth/${STORE}`, before, after),
  );
}

test('a patched release is checked, and its finding shown again with the patch only', async () => {
  const directory = await temporaryDirectory();
  const patch = join(directory, 'mutant.patch');
  await writeMutant(patch);
  const traces = join(directory, 'traces');
  const json = join(directory, 'report.json');

  const ran = await amplifyRace(
    ...['run', 'concurrent-refresh', '--set', 'calls=1', '--strategy', 'random', '--runs', '2'],
    ...['--patch', patch, '--traces', traces, '--json', json, '--quiet'],
  );

  expect(ran.status).toBe(1);
  expect(ran.out).toMatch(/ installed \(\S+\) \+\s+mutant\.patch/);
  const [finding] = JSON.parse(await readFile(json, 'utf8')).results[0].findings;
  expect(finding.replay).toMatch(/ --patch \/\S+\/mutant\.patch$/);
  expect((await readTrace(finding.trace)).amplify.patch).toBe(patch);
  const again = await amplifyRace(...finding.replay.split(' ').slice(2));
  expect(again).toMatchObject({ status: 1 });
  const byTrace = await amplifyRace('replay', finding.trace);
  expect(byTrace.out).toContain('Same steps, same tokens, same outcome');
  const unpatched = await amplifyRace('replay', finding.schedule);
  expect(unpatched.status).not.toBe(1);
});

test('a patch that does not apply is wrong use, told in one line', async () => {
  const patch = join(await temporaryDirectory(), 'fix.patch');
  await writeFile(
    patch,
    `--- a/packages/auth/${STORE}\n+++ b/packages/auth/${STORE}\n@@ -3 +3 @@\n-no such line\n+a line\n`,
  );

  const { status, err } = await amplifyRace('run', 'concurrent-refresh', '--runs', '1', '--patch', patch);

  expect(status).toBe(2);
  expect(err).toMatch(
    /error: Hunk 1 of 1 \(line 3\) of the patch fix\.patch does not apply to @aws-amplify\/auth\/src/,
  );
});
