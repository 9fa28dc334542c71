import { readFile } from 'node:fs/promises';
import { list } from 'tar';
import { z } from 'zod';
import { ReleaseError } from './errors.ts';
import { sha256 } from './file-hashes.ts';

/** A packed `aws-amplify`, as `npm pack` makes it. */
export interface Tarball {
  /** Absolute path. */
  readonly file: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly hash: string;
  readonly version: string;
  /** Range by name of each dependency. */
  readonly dependencies: Readonly<Record<string, string>>;
}

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * Reads the manifest of a tarball.
 * @throws {ReleaseError} if it cannot be read, or contains a package other than `aws-amplify`
 */
export async function readTarball(file: string): Promise<Tarball> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ReleaseError(
      `The tarball ${file} cannot be read (${error.code})`,
      'Check the path. It is relative to the current directory.',
      { cause: error },
    );
  });
  const manifest = Manifest.safeParse(await manifestIn(content));
  if (!manifest.success) {
    throw new ReleaseError(
      `${file} is not a packed package: it has no readable package/package.json`,
      'Make it with "npm pack" in the folder of aws-amplify.',
    );
  }
  const { name, version, dependencies } = manifest.data;
  if (name !== 'aws-amplify') {
    throw new ReleaseError(
      `${file} contains ${name}, not aws-amplify`,
      'Pack aws-amplify itself, or pass a change to a single package with --patch.',
    );
  }
  return { file, hash: sha256(content), version, dependencies };
}

async function manifestIn(content: Buffer): Promise<unknown> {
  const chunks: Buffer[] = [];
  const parser = list({
    filter: (path) => /^[^/]+\/package\.json$/.test(path),
    onReadEntry: (entry) => entry.on('data', (chunk: Buffer) => chunks.push(chunk)),
  });
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('error', reject);
  });
  try {
    parser.end(content);
    await ended;
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // Not a tarball, cut short, or without a manifest: the caller reports it.
    return undefined;
  }
}
