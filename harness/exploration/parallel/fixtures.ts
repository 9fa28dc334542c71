import type { Subject } from '../../simulation/execution/subject.ts';
import { actor, COUNTER, tinySubject } from '../../simulation/fixtures.ts';
import type { OwnInvariant } from '../../simulation/invariants/invariant.ts';
import type { SearchOutcome, SearchState } from './search-state.ts';

/** Breaks when fewer increments are stored than calls returned. */
const noLostUpdate: OwnInvariant = {
  name: 'no-lost-update',
  statement: 'The counter counts every call.',
  ignoresOrder: true,
  check({ calls, devices }) {
    const returned = calls.filter(({ status }) => status === 'resolved').length;
    const counted = Number(devices.get('phone')?.data.get('counter') ?? 0);
    return counted < returned
      ? { symptom: 'an update is lost', message: `${returned - counted} lost` }
      : undefined;
  },
};

/**
 * Three apps increment a counter, two of them twice: it ends in different states, in some with lost updates. They do so
 * by a call that changes no user: the order of those that do is searched, too.
 */
export function counterSubject(): Subject {
  return tinySubject({
    calls: { getCurrentUser: `${COUNTER.signOut} return { username: 'nobody' };` },
    program: [
      actor('A', 'getCurrentUser', 'getCurrentUser'),
      actor('B', 'getCurrentUser', 'getCurrentUser'),
      actor('C', 'getCurrentUser'),
    ],
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
