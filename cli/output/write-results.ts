import { UsageError } from '../../host/usage-error.ts';
import { writeWhole } from '../../host/write-whole.ts';
import { formatJson, formatJUnit, formatMarkdown, type PutUpWith } from '../../reports/index.ts';
import type { Result } from '../../results/types.ts';

export interface ResultFiles {
  readonly json?: string;
  readonly junit?: string;
  readonly markdown?: string;
}

/**
 * Writes the files that were asked for, each whole or not at all.
 * @param putUpWith what the exit status is not about, or is about although it was not met
 * @throws {UsageError} when one cannot be written
 */
export function writeResults(
  results: readonly Result[],
  { json, junit, markdown }: ResultFiles,
  putUpWith?: PutUpWith,
): void {
  if (json) writeText(json, formatJson(results));
  if (junit) writeText(junit, formatJUnit(results, putUpWith));
  if (markdown) writeText(markdown, formatMarkdown(results));
}

/**
 * Writes a text, whole or not at all.
 * @throws {UsageError} when it cannot be written
 */
export function writeText(path: string, content: string): void {
  try {
    writeWhole(path, content);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
