import { describe, expect, test } from 'vitest';
import type { ClaimResult } from '../../../results/claims.ts';
import { canBeHad } from '../../amplify/releases/fixtures.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import { measureClaim } from './measure.ts';
import { CLAIMS } from './published-claims.ts';

const load = subjectLoader();

function measure(id: string, release: string, runs: number): Promise<ClaimResult> {
  const claim = CLAIMS.find((candidate) => candidate.id === id);
  if (!claim) throw new TypeError(`no claim "${id}"`);
  return measureClaim(claim, { load, releases: [release], seed: 1, runs });
}

const hasV5 = await canBeHad('5.3.24');

describe.skipIf(!hasV5)('on Amplify 5.3.24 the line "cannot load federated user"', () => {
  test('shows on React Native whether the session is lost or not, and on the web never', async () => {
    const { figures, verdict } = await measure('C11', '5.3.24', 40);

    const [native, web] = figures;
    expect(native?.losing).toBeGreaterThan(0);
    expect(native?.sign).toEqual({ losing: native?.losing, others: 40 - (native?.losing ?? 0) });
    expect(web?.sign).toEqual({ losing: 0, others: 0 });
    expect(verdict).toBe('does not hold');
  });
});

const hasAffected = await canBeHad('6.12.1');

describe.skipIf(!hasAffected)('on Amplify 6.12.1', () => {
  test('it is the clearing before storing that loses the session', async () => {
    const { figures, verdict } = await measure('C1', '6.12.1', 60);

    expect(figures.map(({ losing }) => losing > 0)).toEqual([true, false, false]);
    expect(verdict).toBe('holds');
  });

  test('signing in again leaves the losses that no error tells of', async () => {
    const { figures } = await measure('C6', '6.12.1', 100);

    const left = figures.filter(({ advised, losing }) => advised && losing > 0);
    expect(left.length).toBeGreaterThan(0);
    for (const { losing, silent } of left) expect(silent).toBe(losing);
  });

  test('a longer lifetime changes nothing for a single refresh', async () => {
    const { figures, verdict } = await measure('C7', '6.12.1', 60);

    expect(figures.map(({ refreshesADay }) => refreshesADay)).toEqual([288, 24, 1]);
    expect(new Set(figures.map(({ losing }) => losing)).size).toBe(1);
    expect(verdict).toBe('holds');
  });

  test('no network has to fail for losses to be found', async () => {
    const { because } = await measure('C10', '6.12.1', 40);

    expect(because).toContain('so it is not needed');
  });
});

test('a release that does not clear before it stores has nothing to be mended', async () => {
  const { figures } = await measure('C1', 'installed', 1);

  expect(figures.map(({ setting }) => setting)).toEqual(['as it is']);
});

describe('with rotation and no grace period, on the installed release', () => {
  test('a mutex keeps the session of one app', async () => {
    const { verdict } = await measure('R1', 'installed', 60);

    expect(verdict).toBe('holds');
  });

  test('neither a mutex in each tab nor a Web Lock keeps that of tabs, a Web Lock with IndexedDB does', async () => {
    const { figures, verdict } = await measure('R2', 'installed', 60);

    expect(figures.map(({ setting, losing }) => [setting, losing > 0])).toEqual([
      ['as it is', true],
      ['mutex in each tab', true],
      ['IndexedDB', true],
      ['Web Lock, localStorage', true],
      ['Web Lock, IndexedDB', false],
      ['Web Lock, IndexedDB, calls=3', false],
    ]);
    expect(figures.at(-1)).toMatchObject({ coverage: 'exhausted' });
    expect(verdict).toBe('holds');
  });

  test('a Web Lock alone keeps it where all tabs run in one process, and not otherwise', async () => {
    const { figures, verdict } = await measure('R3', 'installed', 60);

    expect(figures.map(({ setting, losing }) => [setting, losing > 0])).toEqual([
      ['as it is', true],
      ['Web Lock, one process', false],
      ['Web Lock', true],
    ]);
    expect(verdict).toBe('does not hold');
  });
});
