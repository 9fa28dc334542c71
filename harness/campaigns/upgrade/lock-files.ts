import { parseSyml } from '@yarnpkg/parsers';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** Reads the version of `aws-amplify` from a lock file. */
export interface LockFile {
  readonly name: string;
  /**
   * @param text the file
   * @param project path of the project from the lock file's folder, `''` for that folder itself
   * @param range the range in the project's package.json, if known
   * @returns the locked version, or undefined if it has none
   * @throws {Error} if the file cannot be parsed
   */
  versionIn(text: string, project: string, range: string | undefined): string | undefined;
}

const PACKAGE = 'aws-amplify';

const NpmLock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })).optional(),
  dependencies: z.record(z.string(), z.object({ version: z.string() })).optional(),
});

/** Versions 2 and 3 list packages by path, version 1 by name. */
function npmVersion(text: string, project: string): string | undefined {
  const { packages, dependencies } = NpmLock.parse(JSON.parse(text));
  for (let at = project; ; at = parent(at)) {
    const found = packages?.[join(at, `node_modules/${PACKAGE}`)]?.version;
    if (found !== undefined) return found;
    if (at === '') return dependencies?.[PACKAGE]?.version;
  }
}

const YarnLock = z.record(z.string(), z.object({ version: z.coerce.string() }).partial());

/** Yarn's own format, and the YAML of its later versions. Both list packages by the range that was asked for. */
function yarnVersion(text: string, _: string, range: string | undefined): string | undefined {
  const entries = YarnLock.parse(parseSyml(text));
  const [first] = Object.keys(entries).filter((wanted) => wanted.startsWith(`${PACKAGE}@`));
  const found = entries[`${PACKAGE}@${range}`] ?? entries[`${PACKAGE}@npm:${range}`] ?? entries[first ?? ''];
  return found?.version;
}

const PnpmDependency = z.union([
  z.string(),
  z.object({ version: z.string() }).transform(({ version }) => version),
]);
const PnpmProject = z.object({
  dependencies: z.record(z.string(), PnpmDependency).optional(),
  devDependencies: z.record(z.string(), PnpmDependency).optional(),
});
const PnpmLock = PnpmProject.extend({ importers: z.record(z.string(), PnpmProject).optional() });

function pnpmVersion(text: string, project: string): string | undefined {
  const lock = PnpmLock.parse(parseYaml(text));
  const own = lock.importers?.[project || '.'] ?? lock;
  const version = own.dependencies?.[PACKAGE] ?? own.devDependencies?.[PACKAGE];
  // The versions of its peers follow.
  return version?.replace(/[(_].*$/, '');
}

/** Supported lock files, in order of preference. */
export const LOCK_FILES: readonly LockFile[] = [
  { name: 'package-lock.json', versionIn: npmVersion },
  { name: 'npm-shrinkwrap.json', versionIn: npmVersion },
  { name: 'yarn.lock', versionIn: yarnVersion },
  { name: 'pnpm-lock.yaml', versionIn: pnpmVersion },
];

function join(folder: string, file: string): string {
  return folder === '' ? file : `${folder}/${file}`;
}

function parent(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
