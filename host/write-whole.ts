import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { threadId } from 'node:worker_threads';
import { makeFolder } from './make-folder.ts';

/**
 * Writes a file completely or not at all, and makes its folder. The old content stays until all of the new content is on
 * disk. Links are followed. Something other than a file, such as `/dev/null` or a pipe, is written to and stays what it is.
 *
 * Libraries for this do not notice a write that a full disk cut short, and leave half a file.
 * @throws {NodeJS.ErrnoException} if the disk does not take the content
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  makeFolder(dirname(path));
  const target = followed(path);
  if (isThereButNoFile(target)) {
    writeFileSync(target, content);
    return;
  }
  const unfinished = `${target}.${process.pid}.${threadId}.tmp`;
  try {
    writeFileSync(unfinished, content, { flush: true });
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isThereButNoFile(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile();
}
