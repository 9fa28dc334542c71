import { describe, expect, test } from 'vitest';
import type { KnownFinding, Looked } from '../../../results/known.ts';
import { sortFindings } from './sort-findings.ts';

const SIGNATURE = 'session-survives/getTokens+getTokens';

const ENTRY: KnownFinding = {
  signature: SIGNATURE,
  scenario: 'concurrent-refresh',
  reason: 'fixed upstream',
  link: 'https://example.com/1',
};

function looked(changes: Partial<Looked> = {}): Looked {
  return {
    scenario: 'concurrent-refresh',
    options: { calls: 2, rotation: false },
    version: '6.6.6',
    executions: 500,
    exhaustive: false,
    reliable: true,
    signatures: [SIGNATURE],
    unexplained: [],
    ...changes,
  };
}

/** How many findings are known, new, gone. */
function counts(looks: Looked[], entries: KnownFinding[]): [number, number, number] {
  const { known, fresh, gone } = sortFindings(looks, entries);
  return [known.length, fresh.length, gone.length];
}

describe('a finding is', () => {
  test('known where its signature, scenario, options and release are those of an entry', () => {
    const entry = { ...ENTRY, options: { rotation: false }, amplify: '<6.12.2' };

    expect(counts([looked()], [entry])).toEqual([1, 0, 0]);
  });

  test.each([
    ['signature', { signatures: ['session-survives/getTokens+signOut'] }],
    ['scenario', { scenario: 'hunt' }],
    ['option', { options: { rotation: true } }],
    ['release', { version: '6.22.1' }],
  ])('new with another %s', (_, changes) => {
    const entry = { ...ENTRY, options: { rotation: false }, amplify: '<6.12.2' };
    const [known, fresh] = counts([looked(changes)], [entry]);

    expect([known, fresh]).toEqual([0, 1]);
  });
});

describe('a known finding that was not met is', () => {
  const without = (changes: Partial<Looked> = {}): Looked => looked({ signatures: [], ...changes });

  test('gone where it was looked for', () => {
    expect(counts([without()], [ENTRY])).toEqual([0, 0, 1]);
  });

  test.each([
    ['another scenario', without({ scenario: 'sequential' }), ENTRY],
    ['another release', without(), { ...ENTRY, amplify: '6.12.1' }],
    ['other options', without(), { ...ENTRY, options: { calls: 3 } }],
    ['a check that was stopped', without({ reliable: false }), ENTRY],
    ['too few executions', without(), { ...ENTRY, within: 501 }],
  ])('not gone after %s', (_, looks, entry) => {
    expect(counts([looks], [entry])).toEqual([0, 0, 0]);
  });

  test('gone after too few executions, although these were all', () => {
    expect(counts([without({ exhaustive: true })], [{ ...ENTRY, within: 501 }])).toEqual([0, 0, 1]);
  });

  test('not gone while its symptom was met and not looked into', () => {
    expect(counts([without({ unexplained: ['session-survives/getTokens+getTokens'] })], [ENTRY])).toEqual([
      0, 0, 0,
    ]);
  });

  test('not gone while another check of the same place meets it', () => {
    expect(counts([without({ version: '6.7.0' }), looked()], [ENTRY])).toEqual([1, 0, 0]);
  });
});
