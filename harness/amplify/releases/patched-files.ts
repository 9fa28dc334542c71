import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Loader, type Plugin, transform } from 'esbuild';
import { ReleaseError } from './errors.ts';
import { PackageNames } from './package-names.ts';
import type { FileChange, Patch } from './patch.ts';

/**
 * The compiler's target, by the folder of a package that `src/...ts` is compiled to. Amplify 6 keeps its `async`
 * functions. Amplify 5 turns them into generators, which settle promises in a different order. Any target that turns
 * them into generators keeps that order; what else Amplify 5 does for old browsers does not affect it.
 */
const TARGETS: Readonly<Record<string, string>> = { 'dist/esm': 'es2020', 'lib-esm': 'es2016' };
const COMPILED = /^\/(dist\/esm|lib-esm)\/(.+)\.m?js$/;

/** A file that a patch writes or removes, on disk or not. */
interface Place {
  readonly name: string;
  readonly path: string;
  /** The package's folder. */
  readonly directory: string;
  /** The compiler's target, if the file is TypeScript. */
  readonly target: string | undefined;
}

interface Module {
  readonly contents: string;
  readonly loader: Loader;
}

/**
 * The files of a build after a patch. Nothing on disk changes.
 *
 * A patch may change the published files that run (`dist/esm/...`) or their TypeScript (`src/...`). Patched TypeScript
 * replaces the file that it is compiled to.
 */
export class PatchedFiles {
  readonly #patch: Patch;
  readonly #names = new PackageNames();
  readonly #examined = new Map<string, Promise<void>>();
  /** Path by name of the files that were written. */
  readonly #written = new Map<string, string>();
  readonly #removed = new Set<string>();
  readonly #read = new Set<string>();
  #failure: ReleaseError | undefined;

  constructor(patch: Patch) {
    this.#patch = patch;
  }

  /** Paths of the files that the patch changes or adds. Added ones are not on disk. */
  get written(): readonly string[] {
    return [...this.#written.values()];
  }

  /** Paths of the files on disk that those were made from. */
  get read(): readonly string[] {
    return [...this.#read];
  }

  /** What went wrong. A failed build reports it only in esbuild's words. */
  get failure(): ReleaseError | undefined {
    return this.#failure;
  }

  /**
   * The text of a file if it is one that the patch writes.
   * @throws {ReleaseError} if the patch does not fit the release
   */
  async textOf(path: string): Promise<string | undefined> {
    return (await this.#noting(this.#load(path)))?.contents;
  }

  /**
   * Remarks about the patch, after the build.
   * @param what names the release
   * @throws {ReleaseError} if the patch changed nothing of what was built
   */
  notes(what: string): string[] {
    const { name, written, removed, foreign } = this.#patch;
    const idle = [
      ...[...written.keys()].filter((file) => !this.#written.has(file)),
      ...[...removed.keys()].filter((file) => !this.#removed.has(file) && !written.has(file)),
      ...foreign,
    ];
    if (this.#written.size === 0) {
      throw new ReleaseError(
        `The patch ${name} changes no code of ${what} that runs: ${[...idle, ...this.#removed].join(', ')}`,
        'Patch the files that a bundler for browsers uses, such as node_modules/@aws-amplify/auth/dist/esm/....mjs, or src/....ts.',
      );
    }
    return idle.length === 0
      ? []
      : [`These files of ${name} are not part of the code that runs: ${idle.join(', ')}`];
  }

  /** @param extensions those that an import may leave out, the one that counts most first */
  plugin(extensions: readonly string[]): Plugin {
    return {
      name: 'patched-files',
      setup: ({ onLoad, onResolve }) => {
        onResolve({ filter: /^\.\.?(\/|$)/, namespace: 'file' }, async ({ path, resolveDir }) => {
          const found = await this.#noting(this.#resolve(resolve(resolveDir, path), extensions));
          if (found === undefined) return undefined;
          return { path: found, sideEffects: await this.#names.mayHaveSideEffects(found) };
        });
        onLoad({ filter: /\.[cm]?js$/, namespace: 'file' }, ({ path }) => this.#noting(this.#load(path)));
      },
    };
  }

  /** The file that an import leads to, if the patch changes which one that is. */
  async #resolve(path: string, extensions: readonly string[]): Promise<string | undefined> {
    // Compiled imports name the file that "./folder" stood for. That may be another file now.
    const stems = new Set([path, path.replace(/\.m?js$/, '')]);
    const endings = ['', ...extensions, ...extensions.map((extension) => `/index${extension}`)];
    let isAnother = false;
    for (const candidate of [...stems].flatMap((stem) => endings.map((ending) => stem + ending))) {
      const place = await this.#placeOf(candidate);
      const isWritten = place !== undefined && this.#patch.written.has(place.name);
      const isOnDisk = await isFile(candidate);
      if (place && !isWritten) isAnother = true;
      else if (isOnDisk || isWritten) return isAnother || !isOnDisk ? candidate : undefined;
    }
    return undefined;
  }

  async #load(path: string): Promise<Module | undefined> {
    const place = await this.#placeOf(path);
    const change = place && this.#patch.written.get(place.name);
    if (place && !change) {
      throw this.#error(
        `removes ${place.name}, which is still imported`,
        'Also change the files that import it.',
      );
    }
    return place && change && (await this.#write(place, change));
  }

  async #write(place: Place, change: FileChange): Promise<Module> {
    const { name, path, target } = place;
    const patched = await this.#patchedText(place, change);
    this.#written.set(name, path);
    // The file's source map counts the lines of the unpatched file.
    if (target === undefined) {
      return { contents: patched.replace(/^\/\/# sourceMappingURL=.*$/m, ''), loader: 'js' };
    }
    const { code } = await transform(patched, {
      loader: 'ts',
      target,
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
      sourcemap: 'inline',
      sourcefile: path,
    });
    // It is still TypeScript: it may import types from files that no longer have them once they are compiled.
    return { contents: code, loader: 'ts' };
  }

  async #patchedText({ directory, target }: Place, { from, apply }: FileChange): Promise<string> {
    if (from === undefined) return apply('');
    const path = directory + restOf(from);
    const text = await readFile(path, 'utf8').catch(() => {
      const [problem, hint] =
        target === undefined
          ? ['have', 'Make the patch for this release.']
          : ['ship', 'Patch the compiled file (in node_modules) instead.'];
      throw this.#error(`changes ${from}, which this release does not ${problem}`, hint);
    });
    this.#read.add(path);
    return apply(text);
  }

  /** The place in the patch for a path that is loaded: that of its TypeScript if the patch changes that. */
  async #placeOf(path: string): Promise<Place | undefined> {
    const owner = await this.#names.ownerOf(path);
    if (owner === undefined) return undefined;
    const { name: packageName, directory } = owner;
    await this.#examine(packageName, directory);
    const rest = restOf(await this.#names.nameOf(path));
    const [, folder = '', file] = COMPILED.exec(rest) ?? [];
    const rests = [rest, ...(file === undefined ? [] : [`/src/${file}.ts`, `/src/${file}.tsx`])];
    const places = rests.map((each, index): Place => {
      const target = index === 0 ? undefined : TARGETS[folder];
      return { name: packageName + each, path: directory + each, directory, target };
    });
    const { written, removed } = this.#patch;
    return places.find(({ name }) => written.has(name)) ?? places.find(({ name }) => removed.has(name));
  }

  /** Checks, once per package, that files to add do not exist yet and files to remove do. */
  #examine(packageName: string, directory: string): Promise<void> {
    const examined = this.#examined.get(directory) ?? this.#examineNow(packageName, directory);
    this.#examined.set(directory, examined);
    return examined;
  }

  async #examineNow(packageName: string, directory: string): Promise<void> {
    const { written, removed } = this.#patch;
    const isHere = ([name]: readonly [string, FileChange]): boolean => name.startsWith(`${packageName}/`);
    for (const [name, { from }] of [...written].filter(isHere)) {
      const isNew = from !== name && !removed.has(name);
      if (isNew && (await isFile(directory + restOf(name)))) {
        throw this.#error(`adds ${name}, which already exists`, 'Change it instead, or use another name.');
      }
    }
    for (const [name, { apply }] of [...removed].filter(isHere)) {
      const path = directory + restOf(name);
      const text = await readFile(path, 'utf8').catch(() => {
        throw this.#error(`removes ${name}, which does not exist`, 'Make the patch for this release.');
      });
      apply(text);
      this.#removed.add(name);
      this.#read.add(path);
    }
  }

  #error(what: string, hint: string): ReleaseError {
    return new ReleaseError(`The patch ${this.#patch.name} ${what}`, hint);
  }

  async #noting<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof ReleaseError) this.#failure ??= error;
      throw error;
    }
  }
}

/** `/src/index.ts` of `@aws-amplify/auth/src/index.ts`. */
function restOf(name: string): string {
  return name.replace(/^(@[^/]+\/)?[^/]+/, '');
}

async function isFile(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() ?? false;
}
