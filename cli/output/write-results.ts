import { UsageError } from '../../host/usage-error.ts';
import { writeWhole } from '../../host/write-whole.ts';
import { type AcceptedFindings, formatJson, formatJUnit, formatMarkdown } from '../../reports/index.ts';
import type { Result } from '../../results/types.ts';

export interface ResultFiles {
  readonly json?: string | undefined;
  readonly junit?: string | undefined;
  readonly markdown?: string | undefined;
}

/**
 * Writes the requested files, each completely or not at all.
 * @param accepted the known findings: they do not fail a check, but one that has gone is a failure
 * @throws {UsageError} if a file cannot be written
 */
export function writeResults(
  results: readonly Result[],
  { json, junit, markdown }: ResultFiles,
  accepted?: AcceptedFindings,
): void {
  if (json) writeText(json, formatJson(results));
  if (junit) writeText(junit, formatJUnit(results, accepted));
  if (markdown) writeText(markdown, formatMarkdown(results));
}

/**
 * Writes a text completely or not at all.
 * @throws {UsageError} if it cannot be written
 */
export function writeText(path: string, content: string): void {
  try {
    writeWhole(path, content);
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}
