import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../host/fixtures.ts';
import { failed } from '../reports/fixtures.ts';
import { readReport } from './read-report.ts';
import { REPORT_SCHEMA } from './types.ts';

const { judged, ...before } = failed;

test.each([
  ['says what was judged', failed, judged],
  ['was written before reports did', before, []],
])('reads a report that %s, as a baseline may', async (_, result, expected) => {
  const path = join(await temporaryDirectory(), 'known.json');
  await writeFile(path, JSON.stringify({ schema: REPORT_SCHEMA, results: [result] }));

  const { results } = await readReport(path);

  expect(results).toEqual([{ ...failed, judged: expected }]);
});
