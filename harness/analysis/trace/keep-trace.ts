import type { Finding } from '../../../results/types.ts';
import type { Trace } from './schema.ts';
import { TraceError, writeTrace } from './trace-file.ts';

/**
 * Writes the trace of a finding. A disk that does not take it costs the trace and not the finding, which its schedule
 * string shows as well.
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
