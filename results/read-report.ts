import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { issueInWords } from '../host/issue-in-words.ts';
import { UserError } from '../host/user-error.ts';
import { REPORT_SCHEMA, type Report } from './types.ts';

/** A report that cannot be read. The message says which and why. */
export class ReportError extends UserError {
  override readonly name = 'ReportError';
}

const count = z.int().nonnegative();

/** The properties that we rely on. Everything else is kept as it is. */
const report = z.looseObject({
  schema: z.literal(REPORT_SCHEMA),
  results: z.array(
    z.looseObject({
      scenario: z.string(),
      options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      amplify: z.string(),
      verdict: z.enum(['survives', 'fails', 'inconclusive']),
      coverage: z.enum(['exhaustive', 'bounded', 'sampled']),
      complete: z.boolean(),
      executions: count,
      classes: count,
      failing: count,
      // Missing in older reports, which may still serve as baselines.
      judged: z
        .array(z.object({ invariant: z.string(), own: z.boolean().optional(), inForce: count, of: count }))
        .default([]),
      steps: z.object({ min: count, median: count, max: count }),
      durationMs: z.number(),
      interrupted: z.boolean(),
      findings: z.array(
        z.looseObject({
          signature: z.string(),
          hits: count,
          firstHit: count,
          steps: count,
          message: z.string(),
        }),
      ),
      shard: z
        .object({
          index: z.int().positive(),
          count: z.int().positive(),
          of: z.string(),
          shared: z.array(z.string()),
          untracked: z.array(z.string()),
          endStates: z.array(z.string()),
          lengths: z.array(z.tuple([count, count])),
        })
        .optional(),
    }),
  ),
});

/**
 * Reads a report that `--json` wrote.
 * @throws {ReportError} if there is no such file, or it is not a complete report of this version
 */
export async function readReport(path: string): Promise<Report> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ReportError(
      error.code === 'ENOENT'
        ? `there is no report at ${path}`
        : `cannot read ${path}: ${error.code ?? error.message}`,
    );
  });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new ReportError(`${path} is damaged: it is not JSON`);
  }
  const read = report.safeParse(data, { reportInput: true });
  if (read.success) return read.data as unknown as Report;
  const [issue] = read.error.issues;
  throw new ReportError(
    `${path} is not a report written by --json: ${issue?.path.join('.') || 'report'}: ${issue && issueInWords(issue)}`,
  );
}
