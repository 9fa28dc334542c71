import { describe, expect, test } from 'vitest';
import { measureClaim } from '../harness/claims/measure.ts';
import { subjectLoader } from '../harness/execution/load-subject.ts';
import { canBeHad } from '../harness/releases/fixtures.ts';
import type { ClaimResult } from '../harness/results/claims.ts';
import { CLAIMS } from './claims.ts';

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
