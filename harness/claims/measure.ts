import { explore } from '../check/explore.ts';
import type { SubjectLoader } from '../execution/load-subject.ts';
import { huntedOrders } from '../hunt/shrink-program.ts';
import type { ClaimFigure, ClaimResult } from '../results/claims.ts';
import { resolveOptions } from '../scenario/options.ts';
import { type Claim, decide, type Mitigation } from './claim.ts';

export interface MeasureOptions {
  readonly load: SubjectLoader;
  /** Instead of the claim's own. */
  readonly releases: readonly string[];
  readonly seed: number;
  /** Executions a figure. */
  readonly runs: number;
  readonly signal?: AbortSignal;
  readonly onFigure?: (amplify: string, setting: string) => void;
}

/** What being signed out looks like: the session is gone, or the app is told so. */
const LOSSES: ReadonlySet<string> = new Set(['session-survives', 'no-false-sign-out']);

/**
 * Measures a claim: of each release, in how many of so many random orders a session is lost, as it is and with what
 * the claim advises. A sample: that none is lost in it is no proof.
 */
export async function measureClaim(claim: Claim, options: MeasureOptions): Promise<ClaimResult> {
  const figures: ClaimFigure[] = [];
  const releases = options.releases.length > 0 ? options.releases : claim.releases;
  for (const amplify of releases) {
    if (options.signal?.aborted) break;
    const asItIs = await figureOf(claim, amplify, undefined, options);
    const isFixed = claim.saysFixed?.(asItIs.version) ?? false;
    figures.push({ ...asItIs, mitigated: isFixed });
    if (claim.mitigation) figures.push(await figureOf(claim, amplify, claim.mitigation, options));
  }
  const { verdict, because } = options.signal?.aborted
    ? { verdict: 'undecided' as const, because: 'stopped early' }
    : decide(figures);
  return {
    id: claim.id,
    claim: claim.claim,
    scenario: claim.scenario.name,
    verdict,
    because,
    figures,
  };
}

async function figureOf(
  { scenario, settings }: Claim,
  amplify: string,
  mitigation: Mitigation | undefined,
  { load, seed, runs, signal, onFigure }: MeasureOptions,
): Promise<ClaimFigure> {
  const setting = mitigation?.name ?? 'as it is';
  onFigure?.(amplify, setting);
  const values = resolveOptions(scenario.options, { ...settings, ...mitigation?.settings });
  const subject = await load({ amplify, scenario, options: values, seed });
  const { symptoms, executions, uncontrolled, tooLong } = await explore(
    { ...subject, ...(mitigation?.wrap && { wrap: mitigation.wrap }) },
    huntedOrders(seed),
    { runs, ...(signal && { signal }) },
  );
  const losses = symptoms.filter(({ violation }) => LOSSES.has(violation.invariant));
  return {
    amplify: subject.release.label,
    version: subject.release.version,
    mitigated: mitigation !== undefined,
    setting,
    executions,
    losing: losses.reduce((sum, { hits }) => sum + hits, 0),
    inconclusive: tooLong + (uncontrolled ? 1 : 0),
  };
}
