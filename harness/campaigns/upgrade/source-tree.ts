import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import spawn, { type SubprocessError } from 'nano-spawn';
import { ReleaseError } from '../../amplify/releases/errors.ts';

/** Files of a repository, at a revision or on disk. */
export interface SourceTree {
  /** For messages: `origin/main`, `the working tree`. */
  readonly name: string;
  /** Path of the project from the top of the repository, with `/`; `''` for the top itself. */
  readonly project: string;
  /** The text of a file by its path from the top; undefined if there is none. */
  read(path: string): Promise<string | undefined>;
}

/**
 * The repository of a project, as it is on disk.
 * @throws {ReleaseError} if the project is not in a repository, or git is not installed
 */
export async function workingTree(projectDir: string): Promise<SourceTree> {
  const { top, project } = await locate(projectDir);
  return {
    name: 'the working tree',
    project,
    read: (path) => readFile(join(top, path), 'utf8').catch(() => undefined),
  };
}

/**
 * The same repository at a revision.
 * @throws {ReleaseError} if there is no such revision
 */
export async function treeAt(revision: string, projectDir: string): Promise<SourceTree> {
  const { project } = await locate(projectDir);
  const commit = await git(projectDir, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ]).catch((cause: Error) => {
    throw new ReleaseError(
      `The repository has no revision "${revision}"`,
      'Name an existing branch, tag or commit. In CI, fetch it first (fetch-depth: 0, or git fetch origin <branch>).',
      { cause },
    );
  });
  return {
    name: revision,
    project,
    read: (path) => git(projectDir, ['cat-file', 'blob', `${commit}:${path}`]).catch(() => undefined),
  };
}

async function locate(projectDir: string): Promise<{ readonly top: string; readonly project: string }> {
  try {
    const text = await git(projectDir, ['rev-parse', '--show-toplevel', '--show-prefix']);
    const [top = '', prefix = ''] = text.split('\n');
    return { top, project: prefix.replace(/\/$/, '') };
  } catch (cause) {
    const isMissing = (cause as SubprocessError).cause instanceof Error;
    throw new ReleaseError(
      isMissing ? 'Cannot find git' : `${projectDir} is not in a git repository`,
      isMissing
        ? 'Install it, or put it on the PATH.'
        : 'Give two releases instead of --base, such as 6.6.6 installed.',
      { cause },
    );
  }
}

async function git(directory: string, args: readonly string[]): Promise<string> {
  const { stdout } = await spawn('git', args, { cwd: directory });
  return stdout;
}
