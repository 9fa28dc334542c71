import { type KnownFigures, measureClaim } from '../../harness/campaigns/claims/measure.ts';
import { CLAIMS } from '../../harness/campaigns/claims/published-claims.ts';
import { suggestion } from '../../host/nearest.ts';
import { UsageError } from '../../host/usage-error.ts';
import { formatClaims, formatData } from '../../reports/index.ts';
import { CLAIMS_SCHEMA, type ClaimResult, type ClaimsReport } from '../../results/claims.ts';
import { openConsole } from '../console.ts';
import { exitStatus } from '../exit-status.ts';
import { writeText } from '../output/write-results.ts';
import type { RunSettings } from '../settings.ts';
import { cliLoader } from './run.ts';

export type ClaimsSettings = Pick<
  RunSettings,
  'amplify' | 'seed' | 'runs' | 'json' | 'cacheDir' | 'offline' | 'quiet'
>;

const DEFAULT_RUNS = 400;

/**
 * `claims`: tests advice about users who are signed out at random.
 * @returns 0 whether a claim holds or not; 3 if a claim is undecided
 */
export async function claims(ids: readonly string[], settings: ClaimsSettings): Promise<number> {
  const known = CLAIMS.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new UsageError(`no claim "${unknown}".${suggestion(unknown, known)} Claims: ${known.join(', ')}.`);
  }
  const console = openConsole(settings);
  const { amplify, seed, runs = DEFAULT_RUNS, json } = settings;
  try {
    const load = cliLoader(settings, console);
    const results: ClaimResult[] = [];
    const known: KnownFigures = new Map();
    for (const claim of CLAIMS.filter(({ id }) => ids.length === 0 || ids.includes(id))) {
      if (console.interrupted.aborted) break;
      results.push(
        await measureClaim(claim, {
          load,
          releases: amplify,
          seed,
          runs,
          known,
          signal: console.interrupted,
          onFigure: (release, setting) => console.note(`${claim.id} on ${release}: ${setting}`),
        }),
      );
    }
    console.out(formatClaims(results, console.style));
    if (json) writeText(json, formatData({ schema: CLAIMS_SCHEMA, claims: results } satisfies ClaimsReport));
    const open = console.interrupted.aborted || results.some(({ verdict }) => verdict === 'undecided');
    return exitStatus({ found: false, open });
  } finally {
    console.close();
  }
}
