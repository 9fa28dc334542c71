import { isOfCalls } from '../execution/crash.ts';
import type { Invariant } from './invariant.ts';

/** React Native shows it as a red screen, Node ends the process, crash reporters count it. */
export const noUnhandledRejection: Invariant = {
  name: 'no-unhandled-rejection',
  statement: 'Every rejection of a promise is handled.',
  aboutAnyCode: true,
  check(execution) {
    if (execution.unhandledRejections.length === 0) return undefined;
    const [reason] = execution.unhandledRejections;
    const name = reason instanceof Error ? reason.name : typeof reason;
    const rejected = execution.calls
      .filter((call) => isOfCalls(reason, [call]))
      .map(({ api, actor }) => `${api} of ${actor}`);
    const whose = rejected.length > 0 ? `: the error of ${[...new Set(rejected)].join(' and ')}` : '';
    return { symptom: name, message: `nobody handles a rejection (${name})${whose}` };
  },
};
