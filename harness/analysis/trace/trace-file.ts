import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { issueInWords } from '../../../host/issue-in-words.ts';
import { UserError } from '../../../host/user-error.ts';
import { writeWhole } from '../../../host/write-whole.ts';
import {
  FORMER_TRACE_SCHEMA,
  type FormerTrace,
  formerTraceSchema,
  TRACE_SCHEMA,
  type Trace,
  traceSchema,
} from './schema.ts';

/** A trace that cannot be read or written. The message says which, why, and what to do. */
export class TraceError extends UserError {
  override readonly name = 'TraceError';
}

/** Larger files are no traces: the longest execution takes a few thousand steps. */
const MOST_BYTES = 50_000_000;

/** @throws {TraceError} if there is no such file, or it is not a complete trace of a known version */
export async function readTrace(path: string): Promise<Trace | FormerTrace> {
  const text = await readText(path).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof TraceError) throw error;
    throw new TraceError(
      error.code === 'ENOENT'
        ? `there is no trace at ${path}`
        : `cannot read ${path}: ${error.code ?? error.message}`,
    );
  });
  const data = parseJson(path, text);
  const version = z.object({ schema: z.string() }).safeParse(data);
  if (!version.success || !version.data.schema.startsWith('amplify-race/trace@')) {
    throw new TraceError(`${path} is not a trace of amplify-race: expected "schema": "${TRACE_SCHEMA}"`);
  }
  const { schema } = version.data;
  if (schema !== TRACE_SCHEMA && schema !== FORMER_TRACE_SCHEMA) {
    throw new TraceError(
      `${path} is of format ${JSON.stringify(schema)}; this version reads ${TRACE_SCHEMA} and ${FORMER_TRACE_SCHEMA}`,
    );
  }
  const checked = schema === TRACE_SCHEMA ? traceSchema : formerTraceSchema;
  const trace = checked.safeParse(data, { reportInput: true });
  if (trace.success) return trace.data;
  const [issue] = trace.error.issues;
  throw damaged(path, `${issue?.path.join('.') || 'trace'}: ${issue && issueInWords(issue)}`);
}

/**
 * Reads a trace in the current format.
 * @throws {TraceError} as {@link readTrace} does, and for a trace in the former format
 */
export async function readOwnTrace(path: string): Promise<Trace> {
  const trace = await readTrace(path);
  if (trace.schema === TRACE_SCHEMA) return trace;
  throw new TraceError(`${path} is of format ${JSON.stringify(trace.schema)}; expected ${TRACE_SCHEMA}`);
}

/**
 * Writes a trace completely or not at all.
 * @throws {TraceError} if it cannot be written
 */
export function writeTrace(path: string, trace: Trace): void {
  try {
    writeWhole(path, `${JSON.stringify(trace, undefined, 2)}\n`);
  } catch (error) {
    throw new TraceError(`cannot write ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new TraceError(`${path} is too large to be a trace`);
  return readFile(path, 'utf8');
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error));
  }
}

/** In one line, whatever of the file's content the reason quotes. */
function damaged(path: string, reason: string): TraceError {
  return new TraceError(`${path} is damaged: ${reason.replace(/[\p{C}\s]+/gu, ' ').slice(0, 120)}`);
}
