import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../host/fixtures.ts';
import type { Report } from '../results/types.ts';
import { amplifyRace, type Ran } from './fixtures.ts';
import { formerInWords } from './known-findings.ts';

const ENTRY = { scenario: 'concurrent-refresh', reason: 'reported', link: 'https://example.com/1' };

type RunWith = Ran & { readonly signatures: readonly string[]; readonly xml: string };

/** Runs a check that fails, with a file of known findings. */
async function runWith(findings: readonly object[]): Promise<RunWith> {
  const directory = await temporaryDirectory();
  const json = join(directory, 'report.json');
  const junit = join(directory, 'junit.xml');
  const known = join(directory, 'known.json');
  await writeFile(known, JSON.stringify({ schema: 'amplify-race/known@1', findings }));
  const ran = await amplifyRace(
    ...['run', 'concurrent-refresh', '--set', 'rotation=on', '--set', 'calls=2'],
    ...['--strategy', 'random', '--runs', '20', '--quiet', '--known', known],
    ...['--traces', directory, '--json', json, '--junit', junit],
  );
  if (ran.status === 2) return { ...ran, signatures: [], xml: '' };
  const { results }: Report = JSON.parse(await readFile(json, 'utf8'));
  return {
    ...ran,
    xml: await readFile(junit, 'utf8'),
    signatures: results.flatMap((result) => result.findings.map(({ signature }) => signature)),
  };
}

test('the warning about a signature in an older form says what to replace it with', () => {
  const former = new Map([
    ['session-survives/the-stored-session-is-gone/a', 'session-survives/session-gone/a'],
  ]);

  expect(formerInWords('known.json', former).join('\n')).toBe(
    [
      'warning: known.json has 1 signature in an older form, which the next version will not read. Replace',
      '  session-survives/the-stored-session-is-gone/a',
      '  with session-survives/session-gone/a',
    ].join('\n'),
  );
  expect(formerInWords('known.json', new Map())).toEqual([]);
});

let unknown: Promise<RunWith> | undefined;

/** With a file in which nothing is known; once for all tests. */
function runWithNothing(): Promise<RunWith> {
  unknown ??= runWith([]);
  return unknown;
}

test('a new finding fails the run and comes with an entry to copy', async () => {
  const { status, out, signatures } = await runWithNothing();

  expect(status).toBe(1);
  expect(out).toContain('See it again');
  expect(out).toContain(`{"signature":"${signatures[0]}","scenario":"concurrent-refresh"`);
});

test('findings that are known are quiet, and the run succeeds', async () => {
  const { signatures } = await runWithNothing();
  const known = signatures.map((signature) => ({ ...ENTRY, signature }));

  const { status, out, xml } = await runWith(known);

  expect(known.length).toBeGreaterThan(1);
  expect(status).toBe(0);
  expect(out).toMatch(/known findings?, not reported because of /);
  expect(out).not.toContain('See it again');
  expect(xml).toContain('failures="0" errors="0" skipped="1"');
});

test('a known finding that does not appear any more fails the run', async () => {
  const { signatures } = await runWithNothing();
  const gone = { ...ENTRY, signature: 'session-survives/getTokens+signOut' };

  const { status, out, xml } = await runWith([
    ...signatures.map((signature) => ({ ...ENTRY, signature })),
    gone,
  ]);

  expect(status).toBe(1);
  expect(out).toContain('1 known finding no longer occurred');
  expect(xml).toContain('<failure type="known-finding-gone"');
  expect(out).toContain(`${gone.signature} (concurrent-refresh)`);
});

test('a file that cannot be used is wrong use', async () => {
  const { status, err } = await runWith([{ ...ENTRY, signature: 'x/y', reason: '' }]);

  expect(status).toBe(2);
  expect(err).toMatch(/^error: .*known\.json cannot be used:\n {2}findings\.0\.reason: say why/);
});
