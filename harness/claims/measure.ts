import { explore } from '../check/explore.ts';
import { execute } from '../execution/execute.ts';
import type { SubjectLoader } from '../execution/load-subject.ts';
import type { Subject } from '../execution/subject.ts';
import { huntedOrders } from '../hunt/shrink-program.ts';
import { hasPlaceFor, mutate } from '../releases/mutant.ts';
import type { ClaimFigure, ClaimResult } from '../results/claims.ts';
import { resolveOptions } from '../scenario/options.ts';
import type { Claim, Setting } from './claim.ts';
import { losesSession, tellsTheApp } from './loss.ts';

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

/**
 * Measures a claim: of each release, in how many of so many random orders a session is lost in each of its settings.
 * A sample: that none is lost in it is no proof.
 */
export async function measureClaim(claim: Claim, options: MeasureOptions): Promise<ClaimResult> {
  const figures: ClaimFigure[] = [];
  const releases = options.releases.length > 0 ? options.releases : claim.releases;
  for (const amplify of releases) {
    for (const setting of claim.settings) {
      if (options.signal?.aborted) break;
      options.onFigure?.(amplify, setting.name);
      const subject = await subjectOf(setting, amplify, options);
      if (subject) figures.push(await sampled(setting, subject, options));
    }
  }
  const { verdict, because } = options.signal?.aborted
    ? { verdict: 'undecided' as const, because: 'stopped early' }
    : claim.decide(figures);
  return {
    id: claim.id,
    claim: claim.claim,
    scenarios: [...new Set(claim.settings.map(({ scenario }) => scenario.name))],
    verdict,
    because,
    figures,
  };
}

async function subjectOf(
  { scenario, options = {}, wrap, mutant }: Setting,
  amplify: string,
  { load, seed }: MeasureOptions,
): Promise<Subject | undefined> {
  const subject = await load({ amplify, scenario, options: resolveOptions(scenario.options, options), seed });
  if (mutant && !hasPlaceFor(subject.release, mutant)) return undefined;
  return {
    ...subject,
    ...(mutant && { release: mutate(subject.release, mutant) }),
    ...(wrap && { wrap }),
  };
}

async function sampled(
  { name, advised, sign, refreshesADay }: Setting,
  subject: Subject,
  { seed, runs, signal }: MeasureOptions,
): Promise<ClaimFigure> {
  const shown = { losing: 0, others: 0 };
  let losing = 0;
  let silent = 0;
  let firstLoss: number | undefined;
  let judged = 0;
  const { executions, uncontrolled, tooLong } = await explore(
    subject,
    huntedOrders(seed),
    { runs, ...(signal && { signal }) },
    undefined,
    async (...run) => {
      const executed = await execute(...run);
      judged += 1;
      const isLosing = losesSession(executed);
      if (isLosing) {
        losing += 1;
        firstLoss ??= judged;
        if (!tellsTheApp(executed)) silent += 1;
      }
      if (sign?.(executed)) shown[isLosing ? 'losing' : 'others'] += 1;
      return executed;
    },
  );
  const { label: amplify, version } = subject.release;
  return {
    amplify,
    version,
    advised: typeof advised === 'function' ? advised(version) : advised,
    setting: name,
    coverage: 'sampled',
    executions,
    losing,
    silent,
    ...(firstLoss !== undefined && { firstLoss }),
    ...(sign && { sign: shown }),
    ...(refreshesADay !== undefined && { refreshesADay }),
    inconclusive: tooLong + (uncontrolled ? 1 : 0),
  };
}
