import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';

/** The package that a file belongs to. */
export interface Owner {
  readonly directory: string;
  readonly name: string;
  readonly version: string;
  /** What it says of its files: whether, and which of them, do more than define what they export. */
  readonly sideEffects?: unknown;
}

// Packages put nameless manifests in folders to set the module type or the entry of a subpath.
const Manifest = z.object({ name: z.string(), version: z.string(), sideEffects: z.unknown().optional() });

/** Tells which package a file belongs to, from the nearest `package.json` with a name and a version. */
export class PackageNames {
  readonly #owners = new Map<string, Promise<Owner | undefined>>();

  /** The package that a file belongs to, whether or not it is there. */
  ownerOf(path: string): Promise<Owner | undefined> {
    return this.#ownerOf(dirname(path));
  }

  /** Name of a file that is the same on every machine, such as `@aws-amplify/auth/src/index.ts`. */
  async nameOf(path: string): Promise<string> {
    const owner = await this.ownerOf(path);
    return owner === undefined ? path : [owner.name, ...relative(owner.directory, path).split(sep)].join('/');
  }

  /** Whether a file that its package does not name may do more than define what it exports. */
  async mayHaveSideEffects(path: string): Promise<boolean> {
    const { sideEffects = true } = (await this.ownerOf(path)) ?? {};
    return sideEffects === true;
  }

  /** Exact versions of the packages that files belong to, by name, in alphabetical order. */
  async versionsOf(paths: readonly string[]): Promise<Record<string, string>> {
    const owners = await this.#ownersOf(paths);
    return Object.fromEntries(
      owners.map(({ name, version }) => [name, version] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  /** Paths of the manifests of the packages that files belong to. */
  async manifestsOf(paths: readonly string[]): Promise<string[]> {
    const owners = await this.#ownersOf(paths);
    return [...new Set(owners.map(({ directory }) => join(directory, 'package.json')))];
  }

  async #ownersOf(paths: readonly string[]): Promise<Owner[]> {
    const owners = await Promise.all(paths.map((path) => this.#ownerOf(dirname(path))));
    return owners.filter((owner) => owner !== undefined);
  }

  #ownerOf(directory: string): Promise<Owner | undefined> {
    let owner = this.#owners.get(directory);
    if (owner === undefined) {
      owner = this.#findOwner(directory);
      this.#owners.set(directory, owner);
    }
    return owner;
  }

  async #findOwner(directory: string): Promise<Owner | undefined> {
    try {
      const manifest = Manifest.parse(JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')));
      return { directory, ...manifest };
    } catch {
      // No usable manifest here: the package starts further up.
      const parent = dirname(directory);
      return parent === directory ? undefined : this.#ownerOf(parent);
    }
  }
}
