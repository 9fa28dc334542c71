import { expect, it } from 'vitest';
import { result } from '../fixtures.ts';
import { unjudgedInWords } from './reach.ts';

const judged = (survival: number, own?: number) => [
  { invariant: 'session-survives', inForce: survival, of: 20 },
  { invariant: 'sign-in-holds', inForce: 0, of: 20 },
  { invariant: 'hosted-ui-state-removed', inForce: 0, of: 20 },
  ...(own === undefined ? [] : [{ invariant: 'own', own: true, inForce: own, of: 20 }]),
];

it('says nothing of general invariants that had nothing to do with the scenario', () => {
  expect(unjudgedInWords(result({ judged: judged(20, 3) }))).toBeUndefined();
});

it("names the scenario's own that were never in force", () => {
  expect(unjudgedInWords(result({ judged: judged(20, 0) }))).toBe('never in force: own');
});

it('says so where no session was judged from beginning to end', () => {
  expect(unjudgedInWords(result({ judged: judged(0, 1) }))).toBe(
    'never in force: session-survives, sign-in-holds',
  );
});

it('leaves an inconclusive check to its reason', () => {
  expect(unjudgedInWords(result({ judged: judged(0), verdict: 'inconclusive' }))).toBeUndefined();
});
