import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../../host/usage-error.ts';
import type { ResultFiles } from './write-results.ts';

/** What a command is to write. */
export interface Outputs extends ResultFiles {
  readonly checkpoint?: string;
  /** A folder. */
  readonly traces?: string;
}

/**
 * Refuses what could not be written in the end, before minutes are spent on what would be in it. Makes nothing.
 * @throws {UsageError}
 */
export function refuseUnwritable({ json, junit, markdown, checkpoint, traces }: Outputs): void {
  for (const file of [json, junit, markdown, checkpoint]) {
    if (file === undefined) continue;
    if (isFolder(file)) throw new UsageError(`cannot write ${file}: EISDIR`);
    mustTakeFiles(file, dirname(resolve(file)));
  }
  if (traces !== undefined) mustTakeFiles(traces, resolve(traces), ' (--traces names another folder)');
}

/** A folder that is not there yet is made in the next one above it. */
function mustTakeFiles(asked: string, folder: string, remedy = ''): void {
  const code = whyNot(folder);
  if (code === 'ENOENT') mustTakeFiles(asked, dirname(folder), remedy);
  else if (code !== undefined) throw new UsageError(`cannot write ${asked}: ${code}${remedy}`);
}

function whyNot(folder: string): string | undefined {
  try {
    if (!statSync(folder).isDirectory()) return 'ENOTDIR';
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
