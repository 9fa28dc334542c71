import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import { ReleaseError } from './errors.ts';
import { sha256 } from './file-hashes.ts';

/** A unified diff of files of packages. */
export interface Patch {
  /** Name of the file, without its folder. */
  readonly name: string;
  /** SHA-256 of its text, hexadecimal. */
  readonly hash: string;
  /** Names of the files that it changes, such as `@aws-amplify/auth/dist/esm/index.mjs`. */
  readonly files: readonly string[];
  /** Paths in it that belong to no package, such as those of a change log. */
  readonly foreign: readonly string[];
  /**
   * A file's text after the patch.
   * @throws {ReleaseError} with the hunk that does not apply
   */
  apply(file: string, text: string): string;
}

const FORMS =
  'Paths begin with node_modules/<package>/, as in patches of patch-package, or with packages/<name>/src/, as in the repository of Amplify.';

/**
 * Reads a patch in the form of `git diff`, of patch-package, or of a pull request to Amplify.
 * @throws {ReleaseError} if it cannot be read, changes no package, or adds, removes or renames a file of one
 */
export async function readPatch(path: string): Promise<Patch> {
  const name = basename(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ReleaseError(
      `The patch ${path} cannot be read (${error.code})`,
      'Check the path; it starts from the current directory.',
      { cause: error },
    );
  });
  const changes = new Map<string, StructuredPatch>();
  const foreign: string[] = [];
  for (const change of parse(name, text)) {
    const shown = [change.newFileName, change.oldFileName].find(isFile) ?? '';
    const file = packageFile(shown);
    // A pull request also brings tests and texts, which are never published.
    if (file === undefined) {
      foreign.push(withoutPrefix(shown));
      continue;
    }
    if (!isFile(change.oldFileName) || !isFile(change.newFileName) || change.isRename || change.isCopy) {
      throw new ReleaseError(
        `The patch ${name} adds, removes or renames ${file}`,
        'Only changes of files that a release has can be tried: move the code into one of them.',
      );
    }
    changes.set(file, change);
  }
  if (changes.size === 0) {
    throw new ReleaseError(`The patch ${name} changes no file of a package`, FORMS);
  }
  return {
    name,
    hash: sha256(text),
    files: [...changes.keys()],
    foreign,
    apply: (file, before) => applyTo(name, file, before, changes.get(file)),
  };
}

function parse(name: string, text: string): StructuredPatch[] {
  try {
    const changes = parsePatch(text).filter(({ hunks }) => hunks.length > 0);
    if (changes.length > 0) return changes;
  } catch (error) {
    throw new ReleaseError(
      `The patch ${name} is damaged: ${error instanceof Error ? error.message.trim() : String(error)}`,
      'Make it anew with "git diff" or patch-package.',
      { cause: error },
    );
  }
  throw new ReleaseError(
    `${name} is not a unified diff: it has no hunk (@@ -1,3 +1,4 @@)`,
    'Make one with "git diff" or patch-package.',
  );
}

function applyTo(name: string, file: string, text: string, change: StructuredPatch | undefined): string {
  if (change === undefined) return text;
  const patched = applyPatch(text, change);
  if (patched !== false) return patched;
  const wrong = change.hunks.findIndex(
    (_, last) => applyPatch(text, { ...change, hunks: change.hunks.slice(0, last + 1) }) === false,
  );
  const hunk = change.hunks[wrong];
  const shown = hunk?.lines.map((line) => `\n    ${line}`).join('');
  throw new ReleaseError(
    `Hunk ${wrong + 1} of ${change.hunks.length} (line ${hunk?.oldStart}) of the patch ${name} does not apply to ${file}`,
    `These lines are not in this release as the patch expects them:${shown}`,
  );
}

function isFile(path: string | undefined): path is string {
  return path !== undefined && path !== '/dev/null';
}

function withoutPrefix(path: string): string {
  return path.replace(/^[abciow]\//, '');
}

/** `@aws-amplify/auth/src/Errors.ts` for a path in `node_modules` or in Amplify's repository. */
function packageFile(path: string): string | undefined {
  const [, installed] = /(?:^|\/)node_modules\/(?!.*node_modules\/)(.+)$/.exec(path) ?? [];
  if (installed !== undefined) return installed;
  const [, folder, file] = /^packages\/([^/]+)\/(src\/.+)$/.exec(withoutPrefix(path)) ?? [];
  if (folder === undefined || file === undefined) return undefined;
  return folder === 'aws-amplify' ? `${folder}/${file}` : `@aws-amplify/${folder}/${file}`;
}
