import { createHash } from 'node:crypto';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CODE_ROOT } from '../../../host/code-root.ts';
import { makeFolder } from '../../../host/make-folder.ts';
import { writeWhole } from '../../../host/write-whole.ts';
import { sha256 } from '../../amplify/releases/file-hashes.ts';
import type { Bundle } from '../../amplify/releases/release.ts';
import { removeUnused } from '../../amplify/releases/remove-unused.ts';

/** A pass over the code of bundles. */
export interface Pass<Facts extends z.ZodRawShape> {
  /** The name of its directory in the cache. */
  readonly name: string;
  /** Folders with the code of the pass: a change to any of their files invalidates entries. */
  readonly folders: readonly string[];
  /** What it reports about a bundle in addition to the new code. */
  readonly facts: Facts;
}

/** The result of a pass: a bundle, and what the pass reports about it. */
export type Derived<Facts extends z.ZodRawShape> = Bundle & z.output<z.ZodObject<Facts>>;

const Code = z.object({
  /** SHA-256 of the code, hexadecimal. */
  hash: z.string(),
  code: z.string(),
});

/**
 * The results of a pass on disk, one file per bundle, under a name that depends on the content of the bundle and on the
 * pass. Several processes may use it at once: a complete file is moved into place, and all processes write the same
 * content. It only saves time: if it cannot be read or written, or the bundle is not from a cache, nothing is reported.
 */
export class DerivedCache<Facts extends z.ZodRawShape> {
  readonly #pass: Pass<Facts>;

  constructor(pass: Pass<Facts>) {
    this.#pass = pass;
  }

  /** The entry for a bundle, or `undefined` if there is no complete one. */
  async read(bundle: Bundle): Promise<Derived<Facts> | undefined> {
    try {
      const path = join(this.#directoryFor(bundle), await this.#nameFor(bundle));
      const entry: unknown = JSON.parse(await readFile(path, 'utf8'));
      const { hash, code } = Code.parse(entry);
      const facts = z.object(this.#pass.facts).parse(entry);
      if (sha256(code) !== hash) return undefined;
      // Its age is the time since its last use. Failing to note a use does no harm.
      await utimes(path, new Date(), new Date()).catch(() => {});
      return { ...facts, hash, code, sourceMap: () => bundle.sourceMap() };
    } catch {
      // Missing, cut short or tampered with: in any case it must be made again.
      return undefined;
    }
  }

  async write(bundle: Bundle, derived: Derived<Facts>): Promise<void> {
    const entry = { ...Code.parse(derived), ...z.object(this.#pass.facts).parse(derived) };
    try {
      const directory = this.#directoryFor(bundle);
      makeFolder(directory);
      await removeUnused(directory);
      writeWhole(join(directory, await this.#nameFor(bundle)), JSON.stringify(entry));
    } catch {
      // The disk is full or read-only: it is made again next time.
    }
  }

  /** @throws where the bundle is from no cache: there is nothing to be read or written */
  #directoryFor({ cacheDir }: Bundle): string {
    if (cacheDir === undefined) throw new TypeError('the bundle is from no cache');
    return join(cacheDir, this.#pass.name);
  }

  async #nameFor({ hash }: Bundle): Promise<string> {
    return `${sha256(`${hash} ${await passIdentity(this.#pass.folders)}`).slice(0, 32)}.json`;
  }
}

const identities = new Map<string, Promise<string>>();

/** Whatever changes what a pass makes of given code: its own files, Babel's, and the built-in methods of the host. */
function passIdentity(folders: readonly string[]): Promise<string> {
  const key = folders.join(' ');
  let identity = identities.get(key);
  if (!identity) {
    identity = hashPass(folders);
    identities.set(key, identity);
  }
  return identity;
}

async function hashPass(folders: readonly string[]): Promise<string> {
  const own = extname(fileURLToPath(import.meta.url));
  const require = createRequire(import.meta.url);
  const hash = createHash('sha256').update(process.version);
  for (const name of ['parser', 'traverse', 'generator', 'types']) {
    hash.update(` ${name} ${require(`@babel/${name}/package.json`).version}`);
  }
  for (const folder of folders) {
    const entries = await readdir(join(CODE_ROOT, folder), { recursive: true, withFileTypes: true });
    const paths = entries
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => path.endsWith(own) && !/\.(test|d)\.[jt]s$/.test(path))
      .sort();
    for (const path of paths) hash.update(relative(CODE_ROOT, path)).update(await readFile(path));
  }
  return hash.digest('hex');
}
