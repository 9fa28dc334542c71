import type { ClaimFigure, ClaimResult } from '../../../results/claims.ts';
import { hasPlaceFor, mutate } from '../../amplify/releases/mutant.ts';
import { explore } from '../../exploration/explore/explore.ts';
import { exhaustiveStrategy, isSearch } from '../../exploration/strategies/exhaustive.ts';
import type { SubjectLoader } from '../../simulation/execution/load-subject.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { huntedOrders } from '../hunt/shrink-program.ts';
import type { Claim, Setting } from './claim.ts';
import { LossCount } from './loss-count.ts';

export interface MeasureOptions {
  readonly load: SubjectLoader;
  /** Releases to measure on instead of the claim's own; its own if empty. */
  readonly releases: readonly string[];
  readonly seed: number;
  /** Executions per figure. */
  readonly runs: number;
  readonly signal?: AbortSignal;
  /** Known figures, because several claims may share a setting. New ones are added. */
  readonly known?: KnownFigures;
  readonly onFigure?: (amplify: string, setting: string) => void;
}

/** By setting and release. */
export type KnownFigures = Map<Setting, Map<string, ClaimFigure[]>>;

/** Executions after which an exhaustive search stops. */
const MOST_SEARCHED = 4000;

/**
 * Measures a claim: for each release and setting, in how many random orders a session is lost. If none is lost with the
 * claim's advice, it also explores every interleaving of a setting that is small enough: a sample is not a proof.
 */
export async function measureClaim(claim: Claim, options: MeasureOptions): Promise<ClaimResult> {
  const figures: ClaimFigure[] = [];
  const releases = options.releases.length > 0 ? options.releases : claim.releases;
  for (const amplify of releases) {
    for (const setting of claim.settings) {
      if (options.signal?.aborted) break;
      const ofSetting = options.known?.get(setting) ?? new Map<string, ClaimFigure[]>();
      const measured = ofSetting.get(amplify) ?? (await measureSetting(setting, amplify, options));
      options.known?.set(setting, ofSetting.set(amplify, measured));
      figures.push(...measured);
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

async function measureSetting(
  setting: Setting,
  amplify: string,
  options: MeasureOptions,
): Promise<ClaimFigure[]> {
  const { seed, runs, onFigure } = options;
  onFigure?.(amplify, setting.name);
  const subject = await subjectOf(setting, amplify, options);
  if (!subject) return [];
  const sampled = await figureOf(setting, subject, huntedOrders(seed), runs, options);
  const { exhaust } = setting;
  if (!exhaust || !sampled.advised || sampled.losing > 0) return [sampled];
  const small: Setting = {
    ...setting,
    name: `${setting.name}, ${inWords(exhaust)}`,
    options: { ...setting.options, ...exhaust },
  };
  onFigure?.(amplify, small.name);
  const toSearch = await subjectOf(small, amplify, options);
  return toSearch
    ? [sampled, await figureOf(small, toSearch, exhaustiveStrategy(), MOST_SEARCHED, options)]
    : [sampled];
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
    wrap,
  };
}

async function figureOf(
  { name, advised, sign, refreshesADay }: Setting,
  subject: Subject,
  strategy: Strategy,
  runs: number,
  { signal }: MeasureOptions,
): Promise<ClaimFigure> {
  const count = new LossCount(sign);
  const { executions, uncontrolled, tooLong } = await explore(
    subject,
    strategy,
    { runs, signal },
    undefined,
    count.execute,
  );
  const { label: amplify, version } = subject.release;
  return {
    amplify,
    version,
    advised: typeof advised === 'function' ? advised(version) : advised,
    setting: name,
    coverage: coverageOf(strategy),
    executions,
    ...count.figures,
    ...(refreshesADay !== undefined && { refreshesADay }),
    inconclusive: tooLong + (uncontrolled ? 1 : 0),
  };
}

function coverageOf(strategy: Strategy): ClaimFigure['coverage'] {
  if (!isSearch(strategy)) return 'sampled';
  return strategy.covered.coverage === 'exhaustive' ? 'exhausted' : 'unfinished';
}

function inWords(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
