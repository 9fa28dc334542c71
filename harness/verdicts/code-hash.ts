import { readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../releases/file-hashes.ts';
import { HARNESS_VERSION } from '../version.ts';

/** What decides verdicts; reports only show them. */
const FOLDERS = ['fakes', 'harness', 'scenarios'];

let hash: string | undefined;

/** SHA-256 (hexadecimal) over the code of amplify-race that runs, its version and Node's. */
export function harnessCodeHash(): string {
  hash ??= sha256(
    [HARNESS_VERSION, process.version, ...codeFiles().map((path) => sha256(readFileSync(path)))].join('\n'),
  );
  return hash;
}

/** Sorted, so that the order in which a directory lists its files does not matter. */
function codeFiles(): string[] {
  const self = fileURLToPath(import.meta.url);
  const root = dirname(dirname(dirname(self)));
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(root, folder, file),
    ),
  )
    .filter((path) => extname(path) === extname(self) && !/\.(test|d)\.ts$/.test(path))
    .sort();
}
