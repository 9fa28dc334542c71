import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import { ReleaseError } from './errors.ts';
import { sha256 } from './file-hashes.ts';

/** A unified diff of packages' files, or a series of such diffs. */
export interface Patch {
  /** Name of the file, without its folder. */
  readonly name: string;
  /** SHA-256 of its text, hexadecimal. */
  readonly hash: string;
  /** The files that it changes, adds or renames, by their new name, such as `@aws-amplify/auth/dist/esm/index.mjs`. */
  readonly written: ReadonlyMap<string, FileChange>;
  /** The files that it removes or renames, by their old name. */
  readonly removed: ReadonlyMap<string, FileChange>;
  /** Paths that belong to no package, such as that of a change log. */
  readonly foreign: readonly string[];
}

/** What a patch does to one file. */
export interface FileChange {
  /** Name of the file that it is made from: the same name unless it is renamed or copied; undefined if it is added. */
  readonly from: string | undefined;
  /**
   * The text after the patch.
   * @param text before it; `''` for a file that is added
   * @throws {ReleaseError} with the hunk that does not apply
   */
  apply(text: string): string;
}

/** What "git format-patch", and GitHub's `.patch` of a pull request, put after each commit. */
const MAIL_SIGNATURE = /^-- \n\d.*$/gm;

/** Packages that are named like their folders in Amplify's repository. */
const UNSCOPED = ['aws-amplify', 'amazon-cognito-identity-js'];

/** The package in the name of a file. */
const PACKAGE = /^(@[^/]+\/)?[^/]+/;

const FORMS =
  'Paths begin with node_modules/<package>/, as in patches of patch-package, or with packages/<name>/src/, as in the repository of Amplify.';

/**
 * Reads a patch in the form of `git diff`, of patch-package, or of a pull request to Amplify.
 * @throws {ReleaseError} if it cannot be read, changes no package, or contradicts itself
 */
export async function readPatch(path: string): Promise<Patch> {
  const name = basename(path);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ReleaseError(
      `The patch ${path} cannot be read (${error.code})`,
      'Check the path. It is relative to the current directory.',
      { cause: error },
    );
  });
  const files = new ChangedFiles(name);
  const foreign: string[] = [];
  for (const diff of parse(name, text)) {
    // A pull request also contains tests and documents, which are never published.
    if (!files.take(diff))
      foreign.push(withoutPrefix([diff.newFileName, diff.oldFileName].find(isFile) ?? ''));
  }
  const { written, removed } = files;
  if (written.size === 0 && removed.size === 0) {
    throw new ReleaseError(`The patch ${name} changes no file of a package`, FORMS);
  }
  return { name, hash: sha256(text), written, removed, foreign };
}

/** Follows files through the diffs of a patch. A later diff may change what an earlier one made. */
class ChangedFiles {
  readonly written = new Map<string, FileChange>();
  readonly removed = new Map<string, FileChange>();
  readonly #patch: string;

  constructor(patch: string) {
    this.#patch = patch;
  }

  /** Takes another diff. @returns whether its file is in a package */
  take(diff: StructuredPatch): boolean {
    const moves = diff.isRename || diff.isCopy;
    const after = diff.isDelete ? undefined : packageFile(diff.newFileName);
    const before = diff.isCreate ? undefined : packageFile(diff.oldFileName);
    const name = after ?? before;
    if (name === undefined) return false;
    if (moves && after !== undefined && before?.match(PACKAGE)?.[0] !== after.match(PACKAGE)?.[0]) {
      throw new ReleaseError(
        `The patch ${this.#patch} moves ${after} from outside its package`,
        'Add and remove the file instead: use "git diff --no-renames".',
      );
    }
    // "diff -u" may give the old file another name.
    this.#take(before !== undefined && !moves ? name : before, after, diff);
    return true;
  }

  #take(before: string | undefined, after: string | undefined, diff: StructuredPatch): void {
    const change = this.#then(before, after ?? before ?? '', diff);
    if (before !== undefined && before !== after && !diff.isCopy) this.#remove(before, change);
    if (after === undefined) return;
    if (before !== after && this.written.has(after)) {
      throw new ReleaseError(`The patch ${this.#patch} adds ${after} twice`, 'Leave one of them out.');
    }
    this.written.set(after, change);
  }

  /** The changes to a file so far, followed by another diff. */
  #then(before: string | undefined, name: string, diff: StructuredPatch): FileChange {
    const apply = (text: string): string => applyTo(this.#patch, name, text, diff);
    if (before === undefined) return { from: undefined, apply };
    const so = this.written.get(before);
    if (so) return { from: so.from, apply: (text) => apply(so.apply(text)) };
    if (this.removed.has(before)) {
      throw new ReleaseError(
        `The patch ${this.#patch} changes ${before} after removing it`,
        'Make the patch again with "git diff".',
      );
    }
    return { from: before, apply };
  }

  #remove(name: string, change: FileChange): void {
    this.written.delete(name);
    if (change.from === name) this.removed.set(name, change);
  }
}

function parse(name: string, text: string): StructuredPatch[] {
  try {
    const diffs = parsePatch(text.replace(MAIL_SIGNATURE, '')).filter(
      ({ hunks, isRename, isCopy, isCreate, isDelete }) =>
        hunks.length > 0 || isRename || isCopy || isCreate || isDelete,
    );
    if (diffs.length > 0) return diffs;
  } catch (error) {
    throw new ReleaseError(
      `The patch ${name} is damaged: ${error instanceof Error ? error.message.trim() : String(error)}`,
      'Make the patch again with "git diff" or patch-package.',
      { cause: error },
    );
  }
  throw new ReleaseError(
    `${name} is not a unified diff: it has no hunk (@@ -1,3 +1,4 @@)`,
    'Make one with "git diff" or patch-package.',
  );
}

function applyTo(name: string, file: string, text: string, change: StructuredPatch): string {
  const patched = applyPatch(text, change);
  if (patched !== false) return patched;
  const wrong = change.hunks.findIndex(
    (_, last) => applyPatch(text, { ...change, hunks: change.hunks.slice(0, last + 1) }) === false,
  );
  const hunk = change.hunks[wrong];
  const shown = hunk?.lines.map((line) => `\n    ${line}`).join('');
  throw new ReleaseError(
    `Hunk ${wrong + 1} of ${change.hunks.length} (line ${hunk?.oldStart}) of the patch ${name} does not apply to ${file}`,
    `The patch expects these lines, which this release does not have:${shown}`,
  );
}

function isFile(path: string | undefined): path is string {
  return path !== undefined && path !== '/dev/null';
}

function withoutPrefix(path: string): string {
  return path.replace(/^[abciow]\//, '');
}

/** `@aws-amplify/auth/src/Errors.ts` for a path in `node_modules` or in Amplify's repository; undefined for `/dev/null`. */
function packageFile(path: string | undefined): string | undefined {
  if (!isFile(path)) return undefined;
  const [, installed] = /(?:^|\/)node_modules\/(?!.*node_modules\/)(.+)$/.exec(path) ?? [];
  if (installed !== undefined) return installed;
  const [, folder, file] = /^packages\/([^/]+)\/(src\/.+)$/.exec(withoutPrefix(path)) ?? [];
  if (folder === undefined || file === undefined) return undefined;
  return UNSCOPED.includes(folder) ? `${folder}/${file}` : `@aws-amplify/${folder}/${file}`;
}
