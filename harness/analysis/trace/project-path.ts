import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of a file, such as a scenario's or a patch, as traces and schedule strings have it: from the project, with `/`, so that it means the
 * same on every machine; a file outside the project goes by its absolute path. The project is the nearest directory with
 * a `package.json`, from the working directory up.
 *
 * @param file from the working directory, absolute, or a `file:` URL
 */
export function toProjectPath(file: string, cwd = process.cwd()): string {
  const path = resolve(cwd, file.startsWith('file:') ? fileURLToPath(file) : file);
  const inProject = relative(projectOf(cwd), path);
  const isOutside = isAbsolute(inProject) || inProject.split(sep)[0] === '..';
  return isOutside ? path : inProject.split(sep).join('/');
}

/**
 * The file that a trace or schedule string names: in the project of the working directory, or else in that of the trace.
 * Those of before name it from the working directory, or absolutely.
 * @param trace the trace that names it, for a replay from elsewhere
 * @returns where there is none, the path as it was given
 */
export function fromProjectPath(
  path: string,
  { trace, cwd = process.cwd() }: { readonly trace?: string | undefined; readonly cwd?: string } = {},
): string {
  const folders = [
    projectOf(cwd),
    cwd,
    ...(trace === undefined ? [] : [projectOf(dirname(resolve(cwd, trace)))]),
  ];
  const found = folders.map((folder) => resolve(folder, path)).find((candidate) => existsSync(candidate));
  return isAbsolute(path) || found === undefined ? path : found;
}

/** The working directory itself where there is no project. */
function projectOf(cwd: string): string {
  for (let directory = resolve(cwd); ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'package.json'))) return directory;
    if (dirname(directory) === directory) return resolve(cwd);
  }
}
