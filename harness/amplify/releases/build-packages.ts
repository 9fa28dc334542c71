import { type BuildFailure, type BuildOptions, type BuildResult, build } from 'esbuild';
import type { PatchedFiles } from './patched-files.ts';
import { type LackingExports, noteLackingExports, reactNativeResolution } from './react-native-resolution.ts';
import type { Release } from './release.ts';

/** The packages cannot be bundled; the message is the first reason, with its place. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
}

/** Output files in memory, and which inputs they were made of. */
type Built = BuildResult<{ write: false; metafile: true }>;

/**
 * Runs esbuild as an app's bundler would treat the packages: the platform's fields of `package.json`,
 * their own `sideEffects`, modules evaluated in the order of ESM. For React Native, imports of what a
 * file does not export are left undefined.
 *
 * Not minified, and for ES2022, so that the `async` functions of the packages stay as they are: turned
 * into generators they would settle some microtasks earlier or later, in another order.
 *
 * @param directory where imports are resolved from, and what paths in the result are relative to
 * @param own what to build, in which format, and files that a patch changes
 * @throws {BundleError} if the packages cannot be bundled
 */
export async function buildPackages(
  directory: string,
  flavour: Release['flavour'],
  { patched, ...own }: BuildOptions & { readonly patched?: PatchedFiles | undefined },
): Promise<Built> {
  const native = flavour === 'react-native';
  const lacking: LackingExports = new Map();
  const resolution = native ? [reactNativeResolution(lacking, (path) => patched?.textOf(path))] : [];
  const extensions = native ? ['.native.js', '.js', '.json'] : ['.mjs', '.js', '.json'];
  const patching = patched ? [patched.plugin(extensions)] : [];
  const options = {
    ...own,
    plugins: [...(own.plugins ?? []), ...resolution, ...patching],
    absWorkingDir: directory,
    bundle: true,
    write: false,
    metafile: true,
    target: 'es2022',
    platform: 'browser',
    mainFields: native ? ['browser', 'main'] : ['browser', 'module', 'main'],
    resolveExtensions: extensions,
    treeShaking: true,
    legalComments: 'none',
    logLevel: 'silent',
    // What Metro defines in an app that is built for release; no package but those for React Native asks.
    define: { 'process.env.NODE_ENV': '"production"', __DEV__: 'false' },
  } as const satisfies BuildOptions;
  for (;;) {
    try {
      return await build(options);
    } catch (error) {
      const errors = (error as Partial<BuildFailure>).errors ?? [];
      if (!native || !noteLackingExports(errors, directory, lacking)) {
        throw new BundleError(reasonOf(error, errors), { cause: error });
      }
    }
  }
}

function reasonOf(error: unknown, [first]: BuildFailure['errors']): string {
  if (first === undefined) {
    return error instanceof Error ? error.message : String(error);
  }
  const { location, text } = first;
  return location === null ? text : `${location.file}:${location.line}: ${text}`;
}
