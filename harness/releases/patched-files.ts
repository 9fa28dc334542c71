import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Plugin, transform } from 'esbuild';
import { ReleaseError } from './errors.ts';
import { PackageNames } from './package-names.ts';
import type { Patch } from './patch.ts';

/**
 * The files of a build as a patch leaves them; those on disk stay as they are.
 *
 * A patch may be of what is published and run (`dist/esm/...`) or of its TypeScript (`src/...`), which takes the
 * place of the file that it was compiled to.
 */
export class PatchedFiles {
  readonly #patch: Patch;
  readonly #names = new PackageNames();
  readonly #applied = new Map<string, string>();
  #failure: ReleaseError | undefined;

  constructor(patch: Patch) {
    this.#patch = patch;
  }

  /** Path on disk, by name in the patch, of the files that it has changed. */
  get applied(): ReadonlyMap<string, string> {
    return this.#applied;
  }

  /** What went wrong; a build that it fails says so in words of its own. */
  get failure(): ReleaseError | undefined {
    return this.#failure;
  }

  /** The text of a file if it is one that the patch changes. */
  async textOf(path: string): Promise<string | undefined> {
    try {
      const name = await this.#names.nameOf(path);
      return (await this.#asPublished(name, path)) ?? (await this.#fromSource(name, path));
    } catch (error) {
      if (error instanceof ReleaseError) this.#failure ??= error;
      throw error;
    }
  }

  /**
   * What to tell about a patch after the build.
   * @param what names the release
   * @throws {ReleaseError} if the patch changed nothing of what was built
   */
  notes(what: string): string[] {
    const { name, files, foreign } = this.#patch;
    const idle = [...files.filter((file) => !this.#applied.has(file)), ...foreign];
    if (this.#applied.size === 0) {
      throw new ReleaseError(
        `The patch ${name} changes nothing that runs of ${what}: ${idle.join(', ')}`,
        'Patch the files that a bundler for browsers takes, such as node_modules/@aws-amplify/auth/dist/esm/....mjs, or src/....ts.',
      );
    }
    return idle.length === 0 ? [] : [`Of ${name}, not part of what runs: ${idle.join(', ')}`];
  }

  plugin(): Plugin {
    return {
      name: 'patched-files',
      setup: ({ onLoad }) => {
        onLoad({ filter: /\.[cm]?js$/, namespace: 'file' }, async ({ path }) => {
          const contents = await this.textOf(path);
          return contents === undefined ? undefined : { contents, loader: 'js' };
        });
      },
    };
  }

  async #asPublished(name: string, path: string): Promise<string | undefined> {
    if (!this.#patch.files.includes(name)) return undefined;
    const patched = this.#patch.apply(name, await readFile(path, 'utf8'));
    this.#applied.set(name, path);
    // The map that comes with the file counts lines of the file as it was.
    return patched.replace(/^\/\/# sourceMappingURL=.*$/m, '');
  }

  async #fromSource(name: string, path: string): Promise<string | undefined> {
    const [, owner = '', folder, file] =
      /^(@[^/]+\/[^/]+|[^/]+)\/(dist\/esm|lib-esm)\/(.+)\.m?js$/.exec(name) ?? [];
    const source = [`${owner}/src/${file}.ts`, `${owner}/src/${file}.tsx`].find((candidate) =>
      this.#patch.files.includes(candidate),
    );
    if (source === undefined) return undefined;
    if (folder === 'lib-esm') {
      throw new ReleaseError(
        `The patch ${this.#patch.name} is of ${source}, which Amplify 5 compiles to generators`,
        `Compiled by another compiler its promises would settle in another order: patch ${name} (in node_modules) instead.`,
      );
    }
    const directory = path.slice(0, -name.length + owner.length);
    const sourcePath = join(directory, source.slice(owner.length));
    const text = await readFile(sourcePath, 'utf8').catch(() => {
      throw new ReleaseError(
        `The patch ${this.#patch.name} changes ${source}, which this release does not ship`,
        `Patch ${name} (in node_modules) instead.`,
      );
    });
    const { code } = await transform(this.#patch.apply(source, text), {
      loader: 'ts',
      // As Amplify 6 compiles itself.
      target: 'es2020',
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
      sourcemap: 'inline',
      sourcefile: sourcePath,
    });
    this.#applied.set(source, sourcePath);
    return code;
  }
}
