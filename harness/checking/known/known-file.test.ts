import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { KNOWN_SCHEMA, KnownFindingsError, readKnownFindings } from './known-file.ts';

const ENTRY = {
  signature: 'session-survives/getTokens+getTokens',
  scenario: 'concurrent-refresh',
  amplify: '<6.12.2',
  reason: 'fixed upstream, we upgrade next week',
  link: 'https://github.com/aws-amplify/amplify-js/issues/13930',
};

async function fileOf(content: string): Promise<string> {
  const path = join(await temporaryDirectory(), 'known.json');
  await writeFile(path, content);
  return path;
}

const read = async (...findings: object[]) =>
  readKnownFindings(await fileOf(JSON.stringify({ schema: KNOWN_SCHEMA, findings })));

test('a file is read with its reasons and links', async () => {
  expect(await read(ENTRY)).toEqual({ findings: [ENTRY], former: new Map() });
});

test('a signature of an older form is read as what it is called now', async () => {
  const former = 'session-survives/the-stored-session-is-gone/clearTokens/loadTokens';
  const now = 'session-survives/session-gone/clearTokens/loadTokens';

  expect(await read({ ...ENTRY, signature: former })).toEqual({
    findings: [{ ...ENTRY, signature: now }],
    former: new Map([[former, now]]),
  });
});

describe('refused in words that say what is accepted', () => {
  test.each([
    [
      'a signature without its cause',
      { ...ENTRY, signature: 'session-survives' },
      /findings\.0\.signature: it must be a signature, such as/,
    ],
    ['no reason', { ...ENTRY, reason: ' ' }, /findings\.0\.reason: say why/],
    ['no link', { ...ENTRY, link: 'later' }, /findings\.0\.link: it must be the address/],
    [
      'no range',
      { ...ENTRY, amplify: 'newest' },
      /findings\.0\.amplify: it must be a range of versions, such as/,
    ],
    ['a slip in a name', { ...ENTRY, whithin: 9 }, /no such key "whithin"\. Did you mean "within"\?/],
  ])('%s', async (_, entry, message) => {
    await expect(read(entry)).rejects.toThrow(KnownFindingsError);
    await expect(read(entry)).rejects.toThrow(message);
  });

  test('the same finding twice', async () => {
    await expect(read(ENTRY, { ...ENTRY, reason: 'another' })).rejects.toThrow(/twice/);
  });

  test('the same finding twice, once in an older form', async () => {
    const one = { ...ENTRY, signature: 'session-survives/the-stored-session-is-gone' };

    await expect(read(one, { ...ENTRY, signature: 'session-survives/session-gone' })).rejects.toThrow(
      /twice/,
    );
  });

  test('a file that is not JSON', async () => {
    await expect(readKnownFindings(await fileOf('findings:\n - x'))).rejects.toThrow(/is not JSON: /);
  });

  test('a file of another version', async () => {
    const path = await fileOf(JSON.stringify({ schema: 'amplify-race/known@2', findings: [] }));

    await expect(readKnownFindings(path)).rejects.toThrow(/schema: .*amplify-race\/known@1/);
  });

  test('no file', async () => {
    await expect(readKnownFindings('nowhere.json')).rejects.toThrow(
      /^there is no file of known findings at nowhere\.json; start with \{"schema"/,
    );
  });
});
