import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve as resolvePath, sep } from 'node:path';
import type { Plugin } from 'esbuild';
import { z } from 'zod';

/** Names that files do not export though others import them, by path. */
export type LackingExports = Map<string, Set<string>>;

/**
 * Resolves imports as React Native's bundler does and esbuild does not: files are replaced according to
 * the `react-native` map of the package that they belong to. Together with `.native.js` before `.js` and
 * `main` rather than `module` it gives Amplify 5 its React Native files: `StorageHelper/reactnative.js`
 * over AsyncStorage, and `amazon-cognito-identity-js` with its arithmetic handed to native modules.
 * Native code is what a realm injects as `ReactNative` and `AsyncStorage`.
 *
 * @param lacking what to export as `undefined`: see {@link noteLackingExports}
 * @param patchedText the text of a file that is not to be read from disk
 */
export function reactNativeResolution(
  lacking: LackingExports,
  patchedText: (path: string) => Promise<string | undefined> | undefined,
): Plugin {
  return {
    name: 'react-native-resolution',
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: NATIVE_FILTER }, ({ path }) => ({ path, namespace: 'injected' }));
      onLoad({ filter: /.*/, namespace: 'injected' }, ({ path }) => ({
        contents: NATIVE_MODULES[path] ?? '',
      }));

      onLoad({ filter: /\.js$/ }, async ({ path }) => {
        const names = lacking.get(path);
        if (names === undefined) return undefined;
        const text = (await patchedText(path)) ?? (await readFile(path, 'utf8'));
        return { contents: `${text}\nexport var ${[...names].join(', ')};\n` };
      });

      onResolve({ filter: /.*/ }, async ({ path, pluginData, ...importer }) => {
        if (pluginData === RESOLVING || importer.kind === 'entry-point') {
          return undefined;
        }
        const resolved = await resolve(path, { ...importer, pluginData: RESOLVING });
        if (resolved.errors.length > 0 || resolved.namespace !== 'file') {
          return resolved;
        }
        return { ...resolved, path: await replacementOf(resolved.path) };
      });
    },
  };
}

/**
 * A file for React Native may export less than the one whose place it takes. React Native's bundler
 * leaves imports of the rest undefined, where esbuild fails.
 * @param errors of a failed build
 * @param directory what paths in them are relative to
 * @returns whether all that is wrong is such imports, now noted in `lacking`: build again
 */
export function noteLackingExports(
  errors: readonly { readonly text: string }[],
  directory: string,
  lacking: LackingExports,
): boolean {
  const found = errors.map(({ text }) => /^No matching export in "(.+)" for import "(.+)"$/.exec(text));
  for (const [, file = '', name = ''] of found.filter((match) => match !== null)) {
    const path = resolvePath(directory, file);
    lacking.set(path, (lacking.get(path) ?? new Set()).add(name));
  }
  return found.length > 0 && !found.includes(null);
}

/** What stands for each module of native code. */
const NATIVE_MODULES: Readonly<Record<string, string>> = {
  'react-native': 'module.exports = ReactNative;',
  '@react-native-async-storage/async-storage': 'export default AsyncStorage;',
  // Replaces React Native's incomplete URL by one to the standard, which the realm's already is.
  'react-native-url-polyfill/auto': '',
};
const NATIVE_FILTER =
  /^(react-native|@react-native-async-storage\/async-storage|react-native-url-polyfill\/auto)$/;

/** Marks resolutions that this plugin itself asks for. */
const RESOLVING = Symbol('resolving');

// A package may also give the name of its main file here, or `false` for files that are left out.
const Manifest = z.object({ 'react-native': z.record(z.string(), z.unknown()).optional().catch(undefined) });

async function replacementOf(path: string): Promise<string> {
  const found = await packageOf(dirname(path));
  if (found === undefined) {
    return path;
  }
  const file = withoutExtension(relative(found.directory, path).split(sep).join('/'));
  const spellings = basename(file) === 'index' ? [file, dirname(file)] : [file];
  for (const [from, to] of Object.entries(found.replacements)) {
    if (typeof to === 'string' && spellings.includes(withoutExtension(from.replace(/^\.\//, '')))) {
      return join(found.directory, to);
    }
  }
  return path;
}

function withoutExtension(path: string): string {
  return path.replace(/\.js$/, '');
}

interface Replacements {
  readonly directory: string;
  readonly replacements: Readonly<Record<string, unknown>>;
}

async function packageOf(directory: string): Promise<Replacements | undefined> {
  try {
    const manifest = Manifest.parse(JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')));
    return { directory, replacements: manifest['react-native'] ?? {} };
  } catch {
    // No manifest here: the package starts further up.
    const parent = dirname(directory);
    return parent === directory ? undefined : packageOf(parent);
  }
}
