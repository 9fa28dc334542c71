import { resolve } from 'node:path';
import { build } from 'esbuild';
import { sha256 } from '../../amplify/releases/file-hashes.ts';

/**
 * SHA-256 (hexadecimal) of the code of a scenario's file and of the files that it imports. A scenario from the catalogue
 * is part of amplify-race, and `harnessCodeHash` covers it.
 */
export async function scenarioHash(file: string | undefined): Promise<string> {
  if (file === undefined) return '';
  const { outputFiles } = await build({
    entryPoints: [resolve(file)],
    bundle: true,
    write: false,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  return sha256(outputFiles[0]?.contents ?? '');
}
