import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ReleaseError } from './errors.ts';

/** A copy of `aws-amplify` on this machine. */
export interface LocalPackage {
  /** Real path of the package. */
  readonly directory: string;
  readonly version: string;
}

const Manifest = z.object({ name: z.string(), version: z.string() });

/**
 * The `aws-amplify` that code in `projectDir` would import.
 * @throws {ReleaseError} if there is none
 */
export async function findInstalled(projectDir: string): Promise<LocalPackage> {
  for (let at = resolve(projectDir); ; at = dirname(at)) {
    const found = await packageAt(join(at, 'node_modules', 'aws-amplify'));
    if (found !== undefined) {
      return found;
    }
    if (at === dirname(at)) {
      throw new ReleaseError(
        `No installed aws-amplify was found in ${resolve(projectDir)} or above it`,
        'Run it in a project whose dependencies are installed in node_modules, or name a version such as --amplify latest.',
      );
    }
  }
}

/**
 * The `aws-amplify` in a directory: the directory itself, or a project that has it installed.
 * @throws {ReleaseError} if it is neither
 */
export async function findInDirectory(directory: string): Promise<LocalPackage> {
  const found =
    (await packageAt(directory)) ?? (await packageAt(join(directory, 'node_modules', 'aws-amplify')));
  if (found === undefined) {
    throw new ReleaseError(
      `There is no aws-amplify in ${directory}`,
      'Name the directory of a built aws-amplify package, or of a project with aws-amplify in its node_modules.',
    );
  }
  return found;
}

async function packageAt(directory: string): Promise<LocalPackage | undefined> {
  try {
    const manifest = Manifest.parse(JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')));
    return manifest.name === 'aws-amplify'
      ? { directory: await realpath(directory), version: manifest.version }
      : undefined;
  } catch {
    // No such directory, or not a package: the caller looks elsewhere.
    return undefined;
  }
}
