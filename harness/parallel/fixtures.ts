import type { Subject } from '../execution/subject.ts';
import { actor, COUNTER, noLostUpdate, tinySubject } from '../fixtures.ts';
import type { SearchOutcome, SearchState } from './search-state.ts';

/** Three apps increment a counter, two of them twice: it ends in different states, in some with lost updates. */
export function counterSubject(): Subject {
  return tinySubject({
    calls: COUNTER,
    program: [actor('A', 'signOut', 'signOut'), actor('B', 'signOut', 'signOut'), actor('C', 'signOut')],
    start: { devices: { phone: { storage: 'unordered' } } },
    invariants: [noLostUpdate],
  });
}

/** What a search has found, whatever the way it went. */
export function foundBy(outcome: SearchOutcome, state: SearchState) {
  return {
    covered: outcome.covered.coverage,
    ends: [...state.endStates].sort(),
    symptoms: outcome.symptoms.map(({ violation }) => violation.symptom).sort(),
  };
}
