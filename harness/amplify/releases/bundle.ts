import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { availableExports } from './available-exports.ts';
import { buildPackages } from './build-packages.ts';
import { type Entry, entryText } from './entry.ts';
import { hashFiles } from './file-hashes.ts';
import { PackageNames } from './package-names.ts';
import type { PatchedFiles } from './patched-files.ts';
import { mapToTypeScript } from './typescript-positions.ts';

/** A bundle that was just made. */
export interface FreshBundle {
  readonly code: string;
  /** The source map, as JSON. */
  readonly map: string;
  /** Exact version by name of each package with code in it. */
  readonly packages: Readonly<Record<string, string>>;
  /** SHA-256 (hexadecimal) by real path of each file that decides what the bundle is. */
  readonly inputs: Readonly<Record<string, string>>;
}

const ENTRY = 'amplify-race-entry.js';

// Amplify makes some errors while it is evaluated, to throw them later. Their stacks would say nothing,
// and capturing them is a quarter of what evaluating a realm costs.
const BEFORE = '"use strict";const stackTraceLimit=Error.stackTraceLimit;Error.stackTraceLimit=0;try{';
const AFTER = '}finally{Error.stackTraceLimit=stackTraceLimit}return release;';

/**
 * Bundles the packages found from a directory into the body of one function (see `Bundle.code`).
 * @param directory a real path; where the entry's imports are resolved from
 * @param patched the packages' files as a patch leaves them
 * @throws {BundleError} if the packages cannot be bundled
 */
export async function bundleRelease(
  directory: string,
  entry: Entry,
  patched?: PatchedFiles,
): Promise<FreshBundle> {
  const text = entryText(entry, await availableExports(directory, entry, patched));
  const { outputFiles, metafile } = await buildPackages(directory, entry.flavour, {
    patched,
    stdin: { contents: text, resolveDir: directory, sourcefile: ENTRY },
    format: 'iife',
    globalName: 'release',
    banner: { js: BEFORE },
    footer: { js: AFTER },
    sourcemap: 'external',
    outfile: join(directory, 'bundle.js'),
  });
  const output = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))?.text ?? '';
  const inputs = realPaths(Object.keys(metafile.inputs), directory);
  const contributors = Object.values(metafile.outputs)
    .flatMap((file: Metafile['outputs'][string]) => Object.entries(file.inputs))
    .flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : []));
  const names = new PackageNames();
  const { written = [], read = [] } = patched ?? {};
  return {
    code: output('.js'),
    map: await mapToTypeScript(output('.map'), directory, names, new Set(written)),
    packages: await names.versionsOf(realPaths(contributors, directory)),
    inputs: await hashFiles([...inputs, ...written, ...read, ...(await names.manifestsOf(inputs))]),
  };
}

/**
 * The paths that are of files: esbuild names what a plugin made up `namespace:path`, and what a package
 * disables for browsers `(disabled):path`.
 */
function realPaths(paths: readonly string[], directory: string): string[] {
  return paths
    .filter((path) => path !== ENTRY && !/^(\(disabled\)|[a-z-]{2,}):/.test(path))
    .map((path) => resolve(directory, path));
}
