import type { Plugin } from 'esbuild';
import { buildPackages } from './build-packages.ts';
import type { Entry } from './entry.ts';
import type { PatchedFiles } from './patched-files.ts';

/**
 * The names that each module of an entry exports in the packages found from a directory, by specifier.
 * @param patched the packages' files as a patch leaves them
 * @throws {BundleError} if the packages cannot be bundled
 */
export async function availableExports(
  directory: string,
  { flavour, modules }: Entry,
  patched?: PatchedFiles,
): Promise<Map<string, Set<string>>> {
  const reexports: Plugin = {
    name: 'reexports',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^reexport:/ }, ({ path }) => ({ path, namespace: 'reexport' }));
      onLoad({ filter: /.*/, namespace: 'reexport' }, ({ path }) => ({
        contents: `export * from ${JSON.stringify(path.slice('reexport:'.length))};`,
        resolveDir: directory,
      }));
    },
  };
  const { metafile } = await buildPackages(directory, flavour, {
    patched,
    plugins: [reexports],
    entryPoints: modules.map(({ specifier }, index) => ({ in: `reexport:${specifier}`, out: String(index) })),
    format: 'esm',
    outdir: directory,
  });
  return new Map(
    modules.map(({ specifier }, index) => [specifier, new Set(metafile.outputs[`${index}.js`]?.exports)]),
  );
}
