import { type Invariant, NOT_IN_FORCE } from './invariant.ts';

/** A call that never settles leaves the app on its loading screen. */
export const callsSettle: Invariant = {
  name: 'calls-settle',
  statement: 'Every call has settled when nothing more can happen.',
  onlyAtEnd: true,
  aboutAnyCode: true,
  check(execution) {
    if (execution.ending !== 'quiescent' || execution.calls.length === 0) return NOT_IN_FORCE;
    const hanging = execution.calls.find(({ status }) => status === 'running');
    return (
      hanging && {
        symptom: `${hanging.api}-hangs`,
        message: `${hanging.api} never resolves or rejects`,
      }
    );
  },
};
