import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { FakeCookieJar } from '../browser/cookie-jar.ts';
import { FakeOrigin } from '../browser/origin.ts';
import { type BrowserRecord, runBrowserProgram } from './browser-program.ts';
import { BROWSER_PROGRAMS } from './browser-programs.ts';

/** What Chromium did; see `record-browser.ts`. */
const { records } = JSON.parse(readFileSync(new URL('browser-records.json', import.meta.url), 'utf8')) as {
  readonly records: readonly ({ readonly program: string } & BrowserRecord)[];
};

test.each(BROWSER_PROGRAMS)('does as Chromium does: $name', async (program) => {
  vi.useFakeTimers();
  const origin = new FakeOrigin({ cookies: new FakeCookieJar() });
  const tabs = program.tabs.map((path) => origin.open(`http://${program.host}${path}`));
  const windows = tabs.map((tab) => ({
    localStorage: tab.localStorage,
    document: tab.document,
    addEventListener: tab.addEventListener.bind(tab) as never,
    close: () => tab.close(),
  }));

  const record = await runBrowserProgram(program, windows, () =>
    vi.runAllTimersAsync().then(() => undefined),
  );

  const recorded = records.find((candidate) => candidate.program === program.name);
  expect({ program: program.name, ...record }).toEqual(recorded);
  vi.useRealTimers();
});
