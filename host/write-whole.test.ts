import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { temporaryDirectory } from './fixtures.ts';
import { writeWhole } from './write-whole.ts';

const BUILT = fileURLToPath(new URL('../dist/host/write-whole.js', import.meta.url));

describe('a file is written whole', () => {
  test('in a folder that was not there, and nothing else is left in it', async () => {
    const folder = join(await temporaryDirectory(), 'a', 'b');

    writeWhole(join(folder, 'file'), 'content');

    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('content');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('through a link, which stays one', async () => {
    const folder = await temporaryDirectory();
    writeFileSync(join(folder, 'file'), 'old');
    symlinkSync(join(folder, 'file'), join(folder, 'link'));

    writeWhole(join(folder, 'link'), 'new');

    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('new');
  });
});

describe('or not at all', () => {
  // POSIX limits of the size of files stand for a full disk: a write is cut short, and only the next one fails.
  test.skipIf(process.platform === 'win32')('where the disk takes a part only', async () => {
    const folder = await temporaryDirectory();
    const file = join(folder, 'file');
    writeFileSync(file, 'old');
    const write = `import(${JSON.stringify(BUILT)}).then(({ writeWhole }) => writeWhole(${JSON.stringify(file)}, 'x'.repeat(100_000)))`;

    const written = promisify(execFile)('bash', [
      '-c',
      `trap '' XFSZ; ulimit -f 8; exec "$0" -e "$1"`,
      process.execPath,
      write,
    ]);

    await expect(written).rejects.toThrow('EFBIG');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  test('where there is a folder', async () => {
    const folder = await temporaryDirectory();
    mkdirSync(join(folder, 'file'));

    expect(() => writeWhole(join(folder, 'file'), 'content')).toThrow('EISDIR');
  });
});

test.skipIf(!existsSync('/dev/null'))('what is no file is written to and stays what it is', async () => {
  const folder = await temporaryDirectory();
  const link = join(folder, 'null');
  symlinkSync('/dev/null', link);

  writeWhole(link, 'content');

  expect(readFileSync('/dev/null', 'utf8')).toBe('');
  expect(readdirSync(folder)).toEqual(['null']);
});
