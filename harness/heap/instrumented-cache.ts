import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { sha256 } from '../releases/file-hashes.ts';
import type { Bundle } from '../releases/release.ts';
import type { InstrumentedBundle } from './instrument.ts';

const Entry = z.object({
  /** SHA-256 of the code, hexadecimal. */
  hash: z.string(),
  code: z.string(),
  untracked: z.array(z.string()),
  tracked: z.object({ variables: z.number(), properties: z.number() }),
});

type Entry = z.infer<typeof Entry>;

/** After this long without use an entry is removed. */
const KEEP_MS = 30 * 24 * 3_600_000;

/**
 * Instrumented bundles on disk, a file each, under a name made of the content of the bundle and of the pass. Several
 * processes may use it at once: a file is moved into place whole, and those who make the same one write the same.
 * It only saves time: where it cannot be read or written, nothing is said.
 */
export class InstrumentedCache {
  readonly #directory: string;

  constructor(cacheDir: string) {
    this.#directory = join(cacheDir, 'instrumented');
  }

  /** The entry made of a bundle, or `undefined` if there is none that is whole. */
  async read(bundle: Bundle): Promise<InstrumentedBundle | undefined> {
    try {
      const path = await this.#pathFor(bundle);
      const entry = Entry.parse(JSON.parse(await readFile(path, 'utf8')));
      if (sha256(entry.code) !== entry.hash) return undefined;
      // Its age is the time since its last use; whether that could be noted does not matter.
      await utimes(path, new Date(), new Date()).catch(() => {});
      return { ...entry, sourceMap: () => bundle.sourceMap() };
    } catch {
      // Missing, cut short or tampered with: either way it has to be made again.
      return undefined;
    }
  }

  async write(bundle: Bundle, { hash, code, untracked, tracked }: InstrumentedBundle): Promise<void> {
    const entry: Entry = { hash, code, untracked: [...untracked], tracked };
    try {
      await mkdir(this.#directory, { recursive: true });
      await this.#removeUnused();
      await writeFileAtomic(await this.#pathFor(bundle), JSON.stringify(entry));
    } catch {
      // Full or not to be written: it is made again next time.
    }
  }

  async #pathFor({ hash }: Bundle): Promise<string> {
    return join(this.#directory, `${sha256(`${hash} ${await passIdentity()}`).slice(0, 32)}.json`);
  }

  async #removeUnused(): Promise<void> {
    const removals = (await readdir(this.#directory)).map(async (name) => {
      const path = join(this.#directory, name);
      if (Date.now() - (await stat(path)).mtimeMs > KEEP_MS) await rm(path, { force: true });
    });
    // Another process may be removing the same ones: what fails now is tried again next time.
    await Promise.allSettled(removals);
  }
}

let identity: Promise<string> | undefined;

/** Whatever changes what the pass makes of given code: its own files, Babel's, and the built-in methods of the host. */
function passIdentity(): Promise<string> {
  identity ??= hashPass();
  return identity;
}

async function hashPass(): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url));
  const own = extname(fileURLToPath(import.meta.url));
  const require = createRequire(import.meta.url);
  const hash = createHash('sha256').update(process.version);
  for (const name of ['parser', 'traverse', 'generator', 'types']) {
    hash.update(` ${name} ${require(`@babel/${name}/package.json`).version}`);
  }
  const entries = await readdir(here, { recursive: true, withFileTypes: true });
  const paths = entries
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => path.endsWith(own) && !/\.(test|d)\.[jt]s$/.test(path))
    .sort();
  for (const path of paths) hash.update(relative(here, path)).update(await readFile(path));
  return hash.digest('hex');
}
