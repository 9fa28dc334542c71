import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../../host/make-folder.ts';
import type { FreshBundle } from './bundle.ts';
import { CACHE_VARIABLE } from './cache-directory.ts';
import { ReleaseError } from './errors.ts';
import { sha256 } from './file-hashes.ts';
import { isOld, removeUnused } from './remove-unused.ts';

/** A bundle in the cache, checked against the hashes that were stored with it. */
export interface CachedBundle {
  readonly code: string;
  /** SHA-256 of the code, hexadecimal. */
  readonly hash: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  /** Path of the source map. */
  readonly mapFile: string;
  /** SHA-256 of the source map, hexadecimal. */
  readonly mapHash: string;
}

const Manifest = z.object({
  version: z.string(),
  packages: z.record(z.string(), z.string()),
  inputs: z.record(z.string(), z.string()),
  hashes: z.object({ code: z.string(), map: z.string() }),
});

const CODE = 'bundle.js';
const MAP = 'bundle.js.map';
const MANIFEST = 'manifest.json';

/** Far more than the processes that would ever make one entry at the same time. */
const MOST_ATTEMPTS = 20;
/** No load takes this long, so a working directory this old is abandoned. */
const ABANDONED_MS = 3_600_000;

/**
 * Bundles on disk, one directory each: the code, its source map and a manifest.
 *
 * Several processes may use it at once. An entry is made in a working directory next to it and moved
 * into place, so it is complete or absent. If two processes make the same entry, both do the work and the
 * first one's entry stays.
 */
export class ReleaseCache {
  readonly cacheDir: string;
  readonly #directory: string;

  constructor(cacheDir: string) {
    this.cacheDir = cacheDir;
    this.#directory = join(cacheDir, 'releases');
  }

  /** Where an entry is, or would be. */
  pathOf(key: string): string {
    return join(this.#directory, key);
  }

  /** The entry, or `undefined` if there is none or it does not match its hashes. */
  async read(key: string): Promise<CachedBundle | undefined> {
    const entry = this.pathOf(key);
    const file = (name: string) => readFile(join(entry, name), 'utf8');
    try {
      const [manifestText, code, map] = await Promise.all([file(MANIFEST), file(CODE), file(MAP)]);
      const { hashes, ...manifest } = Manifest.parse(JSON.parse(manifestText));
      if (sha256(code) !== hashes.code || sha256(map) !== hashes.map) {
        return undefined;
      }
      // Its age is the time since its last use. Failing to note a use does no harm.
      await utimes(entry, new Date(), new Date()).catch(() => {});
      return { ...manifest, code, hash: hashes.code, mapFile: join(entry, MAP), mapHash: hashes.map };
    } catch {
      // Missing, cut short or tampered with: in any case it must be made again.
      return undefined;
    }
  }

  /**
   * Makes an entry, and replaces an existing one.
   * @param make is given an empty directory to work in, which is removed afterwards
   */
  async write(
    key: string,
    version: string,
    make: (workDirectory: string) => Promise<FreshBundle>,
  ): Promise<CachedBundle> {
    await this.#removeAbandoned();
    const own = await this.#workDirectory(key);
    const entry = this.pathOf(key);
    try {
      const { code, map, packages, inputs } = await make(join(own, 'work'));
      const hashes = { code: sha256(code), map: sha256(map) };
      const made = join(own, 'entry');
      await mkdir(made);
      await Promise.all([
        writeFile(join(made, CODE), code),
        writeFile(join(made, MAP), map),
        writeFile(join(made, MANIFEST), JSON.stringify({ version, packages, inputs, hashes }, null, 2)),
      ]);
      const theirs = await this.#putInPlace(made, key, join(own, 'replaced'));
      if (theirs !== undefined) {
        return theirs;
      }
      const mapFile = join(entry, MAP);
      return { version, packages, inputs, code, hash: hashes.code, mapFile, mapHash: hashes.map };
    } catch (error) {
      throw this.#isOfDisk(error) ? this.#cannotWrite(error) : error;
    } finally {
      await rm(own, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** @returns the entry that another process put there first, if one did */
  async #putInPlace(made: string, key: string, replaced: string): Promise<CachedBundle | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      await rename(this.pathOf(key), `${replaced}${attempt}`).catch(() => {});
      try {
        await rename(made, this.pathOf(key));
        return undefined;
      } catch (error) {
        const theirs = await this.read(key);
        if (theirs !== undefined) return theirs;
        // A third process has just removed the second one's entry to put its own there.
        if (attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }

  /** A new directory. Its name identifies its process, so that others can see when it is abandoned. */
  async #workDirectory(key: string): Promise<string> {
    const owner = `${process.pid}@${hostname()}`;
    const path = join(this.#directory, `${WORK_PREFIX}${owner}~${randomUUID()}~${key}`);
    try {
      makeFolder(join(path, 'work'));
    } catch (error) {
      throw this.#cannotWrite(error as NodeJS.ErrnoException);
    }
    return path;
  }

  #isOfDisk(error: unknown): error is NodeJS.ErrnoException {
    return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO'].includes(
      (error as NodeJS.ErrnoException).code ?? '',
    );
  }

  #cannotWrite(cause: NodeJS.ErrnoException): ReleaseError {
    const isFull = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
    return new ReleaseError(
      `The cache directory ${this.#directory} cannot be written: ${isFull ? 'the disk is full' : cause.code}`,
      `${isFull ? 'Free some space' : 'Make it writable'}, or set ${CACHE_VARIABLE} to another directory.`,
      { cause },
    );
  }

  /** Removes what killed processes left half-written, and entries that have been unused for long. */
  async #removeAbandoned(): Promise<void> {
    await removeUnused(this.#directory, (name, age) =>
      name.startsWith(WORK_PREFIX) ? age > ABANDONED_MS || ownerIsGone(name) : isOld(age),
    );
  }
}

const WORK_PREFIX = 'making~';

/** Whether the process that a working directory belongs to is known to have ended. */
function ownerIsGone(name: string): boolean {
  const [pid, host] = name.slice(WORK_PREFIX.length).split('~', 1).join('').split('@');
  if (host !== hostname()) {
    return false;
  }
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
