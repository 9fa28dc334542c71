import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../../host/usage-error.ts';
import type { ResultFiles } from './write-results.ts';

/** The files that a command will write. */
export interface Outputs extends ResultFiles {
  readonly checkpoint?: string | undefined;
  /** A folder. */
  readonly traces?: string | undefined;
}

/**
 * Rejects outputs that could not be written, before minutes are spent on their content. Creates nothing.
 * @throws {UsageError}
 */
export function refuseUnwritable({ json, junit, markdown, checkpoint, traces }: Outputs): void {
  refuseOneForTwo(Object.entries({ json, junit, markdown, checkpoint }));
  for (const file of [json, junit, markdown, checkpoint]) {
    if (file === undefined) continue;
    if (isFolder(file)) throw new UsageError(`cannot write ${file}: EISDIR`);
    mustTakeFiles(file, dirname(resolve(file)));
  }
  if (traces !== undefined) mustTakeFiles(traces, resolve(traces), ' (--traces names another folder)');
}

/** Rejects one file for two outputs: the second would overwrite the first. */
function refuseOneForTwo(outputs: readonly (readonly [string, string | undefined])[]): void {
  const named = new Map<string, string>();
  for (const [option, file] of outputs) {
    if (file === undefined) continue;
    const other = named.get(resolve(file));
    if (other !== undefined && !isDevice(file)) {
      throw new UsageError(`--${other} and --${option} both name ${file}: give each its own file`);
    }
    named.set(resolve(file), option);
  }
}

/** A device such as `/dev/null` takes any number of outputs. */
function isDevice(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

/** A folder that does not exist yet will be created in the nearest existing one above it. */
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
