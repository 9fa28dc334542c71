import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODE_ROOT } from '../../../host/code-root.ts';
import { HARNESS_VERSION } from '../../../host/version.ts';
import { sha256 } from '../../amplify/releases/file-hashes.ts';

/** Folders with code that affects verdicts. Reports only show them. */
const FOLDERS = ['fakes', 'host', 'results', 'harness', 'scenarios', 'cli'];

let hash: string | undefined;

/** SHA-256 (hexadecimal) of the running code of amplify-race, its version and Node's. */
export function harnessCodeHash(): string {
  hash ??= sha256(
    [HARNESS_VERSION, process.version, ...codeFiles().map((path) => sha256(readFileSync(path)))].join('\n'),
  );
  return hash;
}

/** Sorted, so that the order in which a directory lists its files does not matter. */
function codeFiles(): string[] {
  const own = extname(fileURLToPath(import.meta.url));
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(CODE_ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(CODE_ROOT, folder, file),
    ),
  )
    .filter((path) => extname(path) === own && !/\.(test|d)\.ts$/.test(path))
    .sort();
}
