import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { FORMER_TRACE_SCHEMA, type FormerTrace, partsIn, TRACE_SCHEMA, type Trace } from './schema.ts';
import { readTrace, TraceError, writeTrace } from './trace-file.ts';

const TRACE: Trace = {
  schema: TRACE_SCHEMA,
  harness: '0.1.0',
  scenario: { name: 'concurrent-refresh', options: { calls: 2, storage: 'fifo', rotation: true } },
  amplify: { spec: '6.6.6', version: '6.6.6', bundle: 'abc' },
  seed: 1,
  start: { users: [{ username: 'user1' }], devices: {}, realms: {} },
  actors: [
    { part: 'A+0', actor: 'A', realm: 'app' },
    { part: 'B', actor: 'B', realm: 'app' },
  ],
  calls: [
    {
      ...{ id: 'A', actor: 'A', realm: 'app', api: 'fetchAuthSession', args: '', status: 'resolved' },
      ...{ startedAt: 1, startTime: 5, settledAt: 2, settleTime: 5 },
      result: { operation: 'fetchAuthSession', code: 'returned', signedIn: false },
    },
  ],
  steps: [
    {
      id: 'A',
      actor: 'A',
      realm: 'app',
      time: 5,
      does: { kind: 'call', operation: 'fetchAuthSession', args: '' },
    },
    {
      ...{ id: 'A:1', parent: 'A', actor: 'A', realm: 'app', time: 5 },
      does: {
        kind: 'effect',
        operation: 'getItem',
        keys: ['accessToken'],
        outcome: { code: 'value', value: 'access#1@0123456789abcdef' },
      },
      storage: [{ realm: 'app', does: { kind: 'effect', operation: 'clear', outcome: { code: 'done' } } }],
    },
  ],
  storage: { phone: [{ key: 'accessToken', value: 'access#1@0123456789abcdef' }] },
  verdict: {
    ...{ invariant: 'session-survives', message: 'lost', signature: 'session-survives/lost' },
    cause: 'getTokens',
  },
  hash: '0'.repeat(64),
};

/** As version 0.1 wrote it at first. */
const FORMER: FormerTrace = {
  schema: FORMER_TRACE_SCHEMA,
  harness: '0.1.0',
  scenario: TRACE.scenario,
  amplify: TRACE.amplify,
  seed: 1,
  actors: ['A+0', 'B'],
  steps: [
    { id: 'A', actor: 'A', kind: 'call', what: 'calls fetchAuthSession()' },
    { id: 'A:1', actor: 'A', kind: 'effect', what: 'read accessToken -> access#1' },
  ],
  verdict: { invariant: 'session-survives', message: 'lost', signature: 'session-survives/lost' },
  hash: '0'.repeat(64),
};

async function written(content: string): Promise<string> {
  const path = join(await temporaryDirectory(), 'trace.json');
  await writeFile(path, content);
  return path;
}

/** The error of reading a file with this content. */
async function errorOf(content: string): Promise<Error> {
  return readTrace(await written(content)).then(
    () => {
      throw new Error('it was read');
    },
    (error: Error) => error,
  );
}

describe('a trace', () => {
  test('is read as it was written', async () => {
    const path = join(await temporaryDirectory(), 'trace.json');

    writeTrace(path, TRACE);

    expect(await readTrace(path)).toEqual(TRACE);
  });

  test('of the format before is read as it is, and has the same parts', async () => {
    const trace = await readTrace(await written(JSON.stringify(FORMER)));

    expect(trace).toEqual(FORMER);
    expect(partsIn(trace)).toEqual(partsIn(TRACE));
  });

  test('keeps the file of a scenario that is not one of the catalogue', async () => {
    const path = join(await temporaryDirectory(), 'trace.json');
    const scenario = { ...TRACE.scenario, file: './mine.ts' };

    writeTrace(path, { ...TRACE, scenario });

    expect((await readTrace(path)).scenario.file).toBe('./mine.ts');
  });

  test('is written into directories that were not there, and leaves no other file', async () => {
    const directory = await temporaryDirectory();
    const path = join(directory, 'a', 'b', 'trace.json');

    writeTrace(path, TRACE);

    expect(await readdir(join(directory, 'a', 'b'))).toEqual(['trace.json']);
  });

  test('replaces the one that was there', async () => {
    const path = join(await temporaryDirectory(), 'trace.json');
    writeTrace(path, TRACE);

    writeTrace(path, { ...TRACE, seed: 2 });

    expect((await readTrace(path)).seed).toBe(2);
  });

  test('is readable JSON', async () => {
    const path = join(await temporaryDirectory(), 'trace.json');

    writeTrace(path, TRACE);

    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(TRACE, undefined, 2)}\n`);
  });

  test('that cannot be written is told with the reason', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'file'), '');
    const path = join(directory, 'file', 'trace.json');

    expect(() => writeTrace(path, TRACE)).toThrow(TraceError);
    expect(existsSync(path)).toBe(false);
  });
});

describe('what is no trace is refused in one line', () => {
  test.each([
    ['no JSON', 'no\njson\nat\nall', /is damaged: /],
    ['half a trace', JSON.stringify(TRACE).slice(0, 200), /is damaged: /],
    ['an empty file', '', /is damaged: /],
    ['JSON of something else', '{"name":"x"}', /is not a trace of amplify-race: expected "schema"/],
    ['JSON that is no object', '[1]', /is not a trace of amplify-race/],
    ['null', 'null', /is not a trace of amplify-race/],
    ['a report', '{"schema":"amplify-race/report@1"}', /is not a trace of amplify-race/],
    [
      'a trace of a later version',
      JSON.stringify({ ...TRACE, schema: 'amplify-race/trace@3' }),
      /is of format "amplify-race\/trace@3"; this version reads amplify-race\/trace@2 and amplify-race\/trace@1$/,
    ],
    ['a trace without steps', JSON.stringify({ ...TRACE, steps: undefined }), /is damaged: steps: /],
    ['a seed that is no number', JSON.stringify({ ...TRACE, seed: 'one' }), /is damaged: seed: /],
    [
      'a step without id',
      JSON.stringify({ ...TRACE, steps: [{ actor: 'A' }] }),
      /is damaged: steps\.0\.id: /,
    ],
    ['a hash that is none', JSON.stringify({ ...TRACE, hash: 'x' }), /is damaged: hash: /],
    ['a field that no trace has', JSON.stringify({ ...TRACE, extra: 1 }), /is damaged: .*extra/],
  ])('%s', async (_, content, message) => {
    const error = await errorOf(content);

    expect(error).toBeInstanceOf(TraceError);
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^.*trace\.json.*$/);
    expect(error.message.split('\n')).toHaveLength(1);
  });

  test('whatever bytes are in it', async () => {
    const path = await written('');

    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (content) => {
        await writeFile(path, content);
        await expect(readTrace(path)).rejects.toThrow(/^\P{C}*$/u);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('a file that is not there', async () => {
    const path = join(await temporaryDirectory(), 'none.json');

    await expect(readTrace(path)).rejects.toThrow(new TraceError(`there is no trace at ${path}`));
  });

  test('a directory', async () => {
    const path = join(await temporaryDirectory(), 'directory');
    await mkdir(path);

    await expect(readTrace(path)).rejects.toThrow(new TraceError(`cannot read ${path}: EISDIR`));
  });

  test('a file of a size that no trace has, without reading it', async () => {
    const path = await written(JSON.stringify(TRACE));
    // More than the longest string there is; sparse, so that it takes no room.
    await truncate(path, 2 ** 31);

    await expect(readTrace(path)).rejects.toThrow(new TraceError(`${path} is too large to be a trace`));
  });
});
