/**
 * Runs the programs in a real browser and writes down what they saw, for `browser.test.ts` to compare with:
 *
 *     npx jiti fakes/storage/conformance/record-browser.ts PATH_OF_CHROMIUM
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BrowserProgram } from './browser-program.ts';
import { BROWSER_PROGRAMS } from './browser-programs.ts';

/** Runs in the browser: opens a frame for each tab, and posts what came of the program. */
const PAGE_SCRIPT = `
  import { runBrowserProgram } from './browser-program.ts';
  import { BROWSER_PROGRAMS } from './browser-programs.ts';
  const program = BROWSER_PROGRAMS[Number(new URLSearchParams(location.search).get('program'))];
  const frames = await Promise.all(program.tabs.map((path) => new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.src = path;
    frame.onload = () => resolve(frame);
    document.body.append(frame);
  })));
  const tabs = frames.map((frame) => ({
    localStorage: frame.contentWindow.localStorage,
    document: frame.contentDocument,
    addEventListener: (type, listener) => frame.contentWindow.addEventListener(type, listener),
    close: () => frame.remove(),
  }));
  const settle = () => new Promise((resolve) => setTimeout(resolve, 300));
  const record = await runBrowserProgram(program, tabs, settle);
  await fetch('/record', { method: 'POST', body: JSON.stringify({ ...record, browser: navigator.userAgent }) });
`;

const [browser] = process.argv.slice(2);
if (browser === undefined) throw new Error('say where Chromium is');
const directory = fileURLToPath(new URL('.', import.meta.url));
const bundle = await build({
  stdin: { contents: PAGE_SCRIPT, resolveDir: directory, loader: 'ts' },
  bundle: true,
  format: 'esm',
  write: false,
});
const script = bundle.outputFiles[0]?.text ?? '';

let onRecord: (body: string) => void = () => {};
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (pathname === '/record') {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      response.end();
      onRecord(body);
    });
  } else {
    response.end(
      pathname === '/run' ? `<body><script type="module">${script}</script></body>` : '<body></body>',
    );
  }
});
await new Promise<void>((resolve) => server.listen(0, () => resolve()));
const { port } = server.address() as AddressInfo;

let userAgent = '';
const records: unknown[] = [];
for (const [index, program] of BROWSER_PROGRAMS.entries()) {
  const { browser: agent, ...record } = await recordOf(program, index);
  userAgent = agent;
  records.push({ program: program.name, ...record });
}
server.close();
const golden = new URL('browser-records.json', import.meta.url);
await writeFile(golden, `${JSON.stringify({ userAgent, records }, undefined, 2)}\n`);

async function recordOf({ name, host }: BrowserProgram, index: number): Promise<{ browser: string }> {
  const profile = await mkdtemp(join(tmpdir(), 'record-browser-'));
  const recorded = new Promise<string>((resolve) => {
    onRecord = resolve;
  });
  const running = spawn(
    browser as string,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${profile}`,
      '--host-resolver-rules=MAP *.test 127.0.0.1',
      '--remote-debugging-port=0',
      `http://${host}:${port}/run?program=${index}`,
    ],
    { stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => running.once('exit', resolve));
  try {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`the browser did not finish "${name}"`)), 30_000).unref();
    });
    return JSON.parse(await Promise.race([recorded, late]));
  } finally {
    running.kill('SIGKILL');
    await ended;
    await rm(profile, { recursive: true, force: true });
  }
}
