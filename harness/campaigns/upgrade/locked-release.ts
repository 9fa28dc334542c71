import { z } from 'zod';
import { ReleaseError } from '../../amplify/releases/errors.ts';
import { LOCK_FILES, type LockFile } from './lock-files.ts';
import type { SourceTree } from './source-tree.ts';

/** The release that a project's files ask for. */
export interface LockedRelease {
  /** A version or, if none is locked, the range in package.json. */
  readonly spec: string;
  /** Where that is written, from the top of the repository. */
  readonly file: string;
}

const Dependencies = z.record(z.string(), z.string()).optional();
const Manifest = z.object({
  dependencies: Dependencies,
  devDependencies: Dependencies,
  peerDependencies: Dependencies,
});

const PACKAGE = 'aws-amplify';

/**
 * Finds the release of Amplify that a project has locked, in the nearest lock file in the project or above it, otherwise
 * in its package.json.
 * @throws {ReleaseError} if there is neither, one cannot be parsed, or the locked release is not a published version
 */
export async function lockedRelease(tree: SourceTree): Promise<LockedRelease> {
  const asked = await askedFor(tree);
  for (const folder of upwards(tree.project)) {
    for (const lock of LOCK_FILES) {
      const file = join(folder, lock.name);
      const text = await tree.read(file);
      if (text === undefined) continue;
      const project = tree.project.slice(folder === '' ? 0 : folder.length + 1);
      const version = read(lock, text, project, asked?.spec, `${file} of ${tree.name}`);
      if (version !== undefined) return { spec: published(version, `${file} of ${tree.name}`), file };
    }
  }
  if (asked) return { ...asked, spec: published(asked.spec, `${asked.file} of ${tree.name}`) };
  throw new ReleaseError(
    `Neither a lock file nor a package.json of ${tree.name} names aws-amplify`,
    `Run it in the folder of the app. Supported files: ${LOCK_FILES.map(({ name }) => name).join(', ')} and package.json.`,
  );
}

/** The range in the nearest package.json that has Amplify among its dependencies. */
async function askedFor(tree: SourceTree): Promise<LockedRelease | undefined> {
  for (const folder of upwards(tree.project)) {
    const file = join(folder, 'package.json');
    const text = await tree.read(file);
    if (text === undefined) continue;
    const manifest = understood(() => Manifest.parse(JSON.parse(text)), `${file} of ${tree.name}`);
    const { dependencies, devDependencies, peerDependencies } = manifest;
    const spec = dependencies?.[PACKAGE] ?? devDependencies?.[PACKAGE] ?? peerDependencies?.[PACKAGE];
    if (spec !== undefined) return { spec, file };
  }
  return undefined;
}

function read(
  lock: LockFile,
  text: string,
  project: string,
  range: string | undefined,
  where: string,
): string | undefined {
  return understood(() => lock.versionIn(text, project, range), where);
}

function understood<T>(parse: () => T, where: string): T {
  try {
    return parse();
  } catch (cause) {
    const [reason = ''] =
      cause instanceof z.ZodError
        ? cause.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
        : [String(cause)];
    throw new ReleaseError(
      `${where} cannot be parsed (${reason.split('\n')[0]})`,
      'Fix the file, or give two releases instead of --base.',
      { cause },
    );
  }
}

function published(spec: string, where: string): string {
  // Forks come from a protocol (file:, workspace:, git+ssh:) or a repository.
  if (!/[:/]/.test(spec)) return spec;
  throw new ReleaseError(
    `${where} takes aws-amplify from ${spec}, which is not a published version`,
    'Give two releases instead of --base, such as 6.6.6 installed.',
  );
}

/** A folder and its parents, nearest first. */
function upwards(folder: string): string[] {
  const parts = folder === '' ? [] : folder.split('/');
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}

function join(folder: string, file: string): string {
  return folder === '' ? file : `${folder}/${file}`;
}
