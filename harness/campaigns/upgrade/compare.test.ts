import { expect, test } from 'vitest';
import { lostRefreshToken, result } from '../../../reports/fixtures.ts';
import type { Finding, Result } from '../../../results/types.ts';
import { compare, type Side } from './compare.ts';

const lost: Finding = {
  ...lostRefreshToken,
  invariant: 'session-survives',
  signature: 'session-survives/gone/clearTokens/loadTokens',
  cause: 'getTokens+getTokens',
};
const falseSignOut: Finding = {
  ...lostRefreshToken,
  invariant: 'no-false-sign-out',
  signature: 'no-false-sign-out/reported/storeTokens',
  cause: 'getTokens+signIn',
};

function side(
  findings: readonly Finding[],
  changes: Partial<Result> = {},
  alsoShows: readonly string[] = [],
): Side {
  const verdict = findings.length > 0 ? 'fails' : 'survives';
  return { result: result({ verdict, findings, ...changes }), alsoShows: new Set(alsoShows) };
}

function kinds(before: Side, after: Side): string[] {
  return compare(before, after).map(({ kind, finding }) => (finding ? `${kind} ${finding.signature}` : kind));
}

test('what only the old release has is fixed, what only the new one has is broken', () => {
  expect(kinds(side([lost]), side([falseSignOut]))).toEqual([
    `broken ${falseSignOut.signature}`,
    `fixed ${lost.signature}`,
  ]);
});

test('what both have is still failing, also when its race goes by other names', () => {
  const moved = { ...lost, signature: 'session-survives/gone/clearTokens/setTokens' };

  expect(kinds(side([lost]), side([moved]))).toEqual([`still-failing ${moved.signature}`]);
});

test('a root cause that shows in another way, not more severe, is still failing, and not fixed', () => {
  const otherwise = { ...lost, signature: 'session-survives/the-name-is-gone/clearTokens' };

  expect(kinds(side([lost]), side([otherwise]))).toEqual([`still-failing ${otherwise.signature}`]);
});

test('a root cause that breaks something more severe than before is broken, and one that breaks less is fixed', () => {
  const slight = { ...falseSignOut, cause: lost.cause };

  expect(kinds(side([slight]), side([lost]))).toEqual([`broken ${lost.signature}`]);
  expect(kinds(side([lost]), side([slight]))).toEqual([
    `still-failing ${slight.signature}`,
    `fixed ${lost.signature}`,
  ]);
});

test('what neither has is still surviving', () => {
  expect(kinds(side([]), side([]))).toEqual(['still-surviving']);
});

test('a finding beyond those that were looked into is still failing', () => {
  expect(kinds(side([lost]), side([falseSignOut], { unexplained: ['session-survives/gone'] }))).toContain(
    `broken ${falseSignOut.signature}`,
  );
  expect(kinds(side([], { unexplained: ['session-survives/gone'] }), side([lost]))).toEqual([
    `still-failing ${lost.signature}`,
  ]);
});

test('a finding that the search missed and a replay shows is not new', () => {
  expect(kinds(side([], {}, [lost.signature]), side([lost]))).toEqual([`still-failing ${lost.signature}`]);
  expect(kinds(side([lost]), side([], {}, [lost.signature]))).toEqual([`still-failing ${lost.signature}`]);
});

test.each([
  ['inconclusive', { verdict: 'inconclusive' }],
  ['interrupted', { interrupted: true }],
] as const)('against a check that was %s nothing is told', (_, changes) => {
  const blind = side([], changes);

  expect(kinds(side([lost]), blind)).toEqual([`inconclusive ${lost.signature}`]);
  expect(kinds(blind, side([lost]))).toEqual([`inconclusive ${lost.signature}`]);
});

test('what worked in no order before is not broken now, and what works in none now is not known to be fixed', () => {
  const always = { failing: 50, executions: 50 };

  expect(kinds(side([lost], always), side([falseSignOut]))).toEqual([
    `still-failing ${falseSignOut.signature}`,
    `fixed ${lost.signature}`,
  ]);
  expect(kinds(side([lost]), side([falseSignOut], always))).toEqual([
    `broken ${falseSignOut.signature}`,
    `inconclusive ${lost.signature}`,
  ]);
});

test('a check that was inconclusive beside one that survives is inconclusive', () => {
  expect(kinds(side([], { verdict: 'inconclusive' }), side([]))).toEqual(['inconclusive']);
});
