import type { Invariant } from './invariant.ts';

/** A call that never settles leaves the app on its loading screen. */
export const callsSettle: Invariant = {
  name: 'calls-settle',
  statement: 'Every call settles once nothing is left to happen.',
  onlyAtEnd: true,
  check(execution) {
    if (execution.ending !== 'quiescent') return undefined;
    const hanging = execution.calls.find(({ status }) => status === 'running');
    return (
      hanging && {
        symptom: `${hanging.api} hangs`,
        message: `${hanging.api} neither resolves nor rejects, ever`,
      }
    );
  },
};
