import { expect, test } from 'vitest';
import { compareIdentities } from './compare.ts';
import type { RecordedCheck, RecordedFinding } from './record.ts';

const FINDING: RecordedFinding = {
  invariant: 'session-survives',
  signature: 'session-survives/the-stored-session-is-gone/clearTokens',
  cause: 'getTokens/phone-goes-offline',
  schedule: 'ar1/x',
  hits: 3,
};
const NOW = {
  ...FINDING,
  signature: 'session-survives/session-gone/clearTokens',
  cause: 'getTokens/offline-phone',
};

function recorded(...findings: readonly RecordedFinding[]): RecordedCheck[] {
  return [{ scenario: 'a', amplify: '6.6.6', verdict: 'fails', executions: 9, findings, unexplained: [] }];
}

test('a finding whose names have merely changed is the same', () => {
  expect(compareIdentities(recorded(FINDING), recorded(NOW))).toEqual([]);
});

test.each([
  ['cause', { cause: 'getTokens/killed' }],
  ['signature', { signature: 'session-survives/user-name-gone' }],
  ['schedule', { schedule: 'ar1/y' }],
])('one with another %s is told as gone and as new', (_, change) => {
  expect(compareIdentities(recorded(FINDING), recorded({ ...NOW, ...change }))).toEqual([
    expect.stringContaining('a on 6.6.6: no more: session-survives/session-gone/clearTokens'),
    expect.stringContaining('a on 6.6.6: new: '),
  ]);
});

test('a check that was not recorded again is told', () => {
  expect(compareIdentities(recorded(), [])).toEqual(['a on 6.6.6: not recorded again']);
});
