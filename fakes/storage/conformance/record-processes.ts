/**
 * Lets two tabs of a real browser find out how storage travels between them, in processes of their own and in one
 * process, and writes down what they saw, for `processes.test.ts` to compare with:
 *
 *     npx jiti fakes/storage/conformance/record-processes.ts PATH_OF_CHROMIUM
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Runs in each tab. */
const PAGE_SCRIPT = `
  import { PROCESS_EXPERIMENTS } from './process-experiments.ts';
  const tab = new URLSearchParams(location.search).get('tab');
  for (const [index, { name, run }] of PROCESS_EXPERIMENTS.entries()) {
    const begin = Number(await (await fetch('/barrier?index=' + index + '&tab=' + tab)).text());
    const seen = await run(tab, begin);
    await fetch('/seen', { method: 'POST', body: JSON.stringify({ name, tab, seen, browser: navigator.userAgent }) });
  }
  await fetch('/barrier?index=end&tab=' + tab);
`;

interface Seen {
  readonly name: string;
  readonly tab: string;
  readonly seen: object;
  readonly browser: string;
}

const [browser] = process.argv.slice(2);
if (browser === undefined) throw new Error('say where Chromium is');
const bundle = await build({
  stdin: {
    contents: PAGE_SCRIPT,
    resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    loader: 'ts',
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const script = bundle.outputFiles[0]?.text ?? '';

let seen: Seen[] = [];
let waiting: ServerResponse[] = [];
let onEnd = (): void => {};
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/barrier') {
    waiting.push(response);
    if (waiting.length < 2) return;
    for (const tab of waiting) tab.end(String(Date.now() + 200));
    waiting = [];
    if (searchParams.get('index') === 'end') onEnd();
  } else if (pathname === '/seen') {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push(JSON.parse(body));
      response.end();
    });
  } else {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pathname === '/tab' ? `<body><script type="module">${script}</script></body>` : '');
  }
});
await new Promise<void>((resolve) => server.listen(0, () => resolve()));
const { port } = server.address() as AddressInfo;

const separate = await record([]);
const same = await record(['--process-per-site']);
server.close();
const golden = new URL('process-records.json', import.meta.url);
const { userAgent } = separate;
await writeFile(
  golden,
  `${JSON.stringify({ userAgent, separate: separate.records, same: same.records }, undefined, 2)}\n`,
);

async function record(flags: readonly string[]): Promise<{ userAgent: string; records: object }> {
  seen = [];
  const profile = await mkdtemp(join(tmpdir(), 'record-processes-'));
  const ended = new Promise<void>((resolve) => {
    onEnd = resolve;
  });
  const running = spawn(
    browser as string,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      // A tab that is not in front must not be slowed down.
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      ...flags,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const gone = new Promise((resolve) => running.once('exit', resolve));
  try {
    const debugging = await portOf(profile);
    for (const tab of ['left', 'right']) {
      const page = encodeURIComponent(`http://localhost:${port}/tab?tab=${tab}`);
      await fetch(`http://127.0.0.1:${debugging}/json/new?${page}`, { method: 'PUT' });
    }
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the browser did not finish')), 120_000).unref();
    });
    await Promise.race([ended, late]);
    return { userAgent: seen[0]?.browser ?? '', records: byExperiment(seen) };
  } finally {
    running.kill('SIGKILL');
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The port that a browser has chosen for those who drive it. */
async function portOf(profile: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '');
    if (text) return text.split('\n')[0] ?? '';
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the browser did not start');
}

function byExperiment(all: readonly Seen[]): Record<string, Record<string, object>> {
  const records: Record<string, Record<string, object>> = {};
  for (const { name, tab, seen: what } of all.toSorted((a, b) => (a.tab < b.tab ? -1 : 1))) {
    records[name] = { ...records[name], [tab]: what };
  }
  return records;
}
