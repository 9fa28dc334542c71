import type { Finding } from '../../../results/types.ts';
import type { Trace } from './schema.ts';
import { TraceError, writeTrace } from './trace-file.ts';

/**
 * Writes the trace of a finding. If the disk does not take it, only the trace is lost: the finding's schedule string
 * replays it, too.
 */
export function keepTrace(path: string, trace: Trace): Pick<Finding, 'trace' | 'untraced'> {
  try {
    writeTrace(path, trace);
    return { trace: path };
  } catch (error) {
    if (error instanceof TraceError) return { untraced: error.message };
    throw error;
  }
}
