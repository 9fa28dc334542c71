import { UserError } from '../../../host/user-error.ts';
import { symptomIn } from '../../../results/same-finding.ts';
import type { Finding, Result, ShardFacts } from '../../../results/types.ts';
import { mergeReach, whyNothingDone, whyNothingJudged } from '../../exploration/explore/reach.ts';
import { stepStats } from '../../exploration/explore/tally.ts';
import { shardInWords } from '../../exploration/parallel/search-state.ts';
import { SAMPLED } from '../../exploration/strategies/covering.ts';
import { exhaustiveCover } from '../../exploration/strategies/exhaustive.ts';
import { severityRank } from '../../simulation/invariants/index.ts';

/** A result and its file. */
export interface ResultIn {
  readonly file: string;
  readonly result: Result;
}

/** Results that cannot belong to one search. The message says which. */
export class MergeError extends UserError {
  override readonly name = 'MergeError';
}

type ShardIn = ResultIn & { readonly shard: ShardFacts };

/**
 * Merges shards into one result per search, in the order in which they are given. Results that are not shards stay as
 * they are. If a shard is missing, the result is inconclusive unless there is a finding.
 * @throws {MergeError} if the same shard is given twice, or one search was divided in different ways
 */
export function mergeShards(results: readonly ResultIn[]): Result[] {
  const searches = new Map<string, ShardIn[]>();
  const merged: (() => Result)[] = [];
  for (const { file, result } of results) {
    const { shard } = result;
    if (!shard) {
      merged.push(() => result);
      continue;
    }
    const known = searches.get(shard.of);
    const shards = known ?? [];
    refuseMisfit(shards, { file, result, shard });
    shards.push({ file, result, shard });
    if (known) continue;
    searches.set(shard.of, shards);
    merged.push(() => mergeOne(shards, results));
  }
  return merged.map((merge) => merge());
}

function refuseMisfit(shards: readonly ShardIn[], { file, shard }: ShardIn): void {
  for (const other of shards) {
    const [one, two] = [shardInWords(other.shard), shardInWords(shard)];
    if (one === two)
      throw new MergeError(`${other.file} and ${file} are both shard ${one}: leave one of them out`);
    if (other.shard.count !== shard.count) {
      throw new MergeError(
        `${other.file} is shard ${one} and ${file} is shard ${two} of the same search: give all shards the same count`,
      );
    }
  }
}

function mergeOne(shards: readonly ShardIn[], all: readonly ResultIn[]): Result {
  const [first] = shards.toSorted((one, other) => one.shard.index - other.shard.index);
  if (!first) throw new TypeError('no shards');
  const results = shards.map(({ result }) => result);
  const {
    shard: _,
    reason: __,
    bound: ___,
    states: ____,
    search: _____,
    unexplained: ______,
    ...common
  } = first.result;
  const findings = mergeFindings(results.flatMap((result) => result.findings));
  const explained = new Set(findings.map(({ signature }) => symptomIn(signature)));
  const unexplained = [...new Set(results.flatMap((result) => result.unexplained ?? []))].filter(
    (symptom) => !explained.has(symptom),
  );
  const amiss = whatIsAmiss(shards, all);
  const judged = mergeReach(results.map((result) => result.judged));
  const reason =
    amiss ?? (findings.length === 0 ? (whyNothingDone(judged) ?? whyNothingJudged(judged)) : undefined);
  const isDone = amiss === undefined && results.every(({ coverage }) => coverage !== 'sampled');
  const untracked = new Set(shards.flatMap(({ shard }) => shard.untracked));
  const { coverage, bound } = isDone ? exhaustiveCover(0, [...untracked]) : SAMPLED;
  const lengths = new Map<number, number>();
  for (const [steps, count] of shards.flatMap(({ shard }) => shard.lengths)) {
    lengths.set(steps, (lengths.get(steps) ?? 0) + count);
  }
  return {
    ...common,
    verdict: findings.length > 0 ? 'fails' : reason === undefined ? 'survives' : 'inconclusive',
    ...(reason !== undefined && { reason }),
    coverage,
    ...(bound !== undefined && { bound }),
    complete: results.every(({ complete }) => complete),
    executions: sum(results, 'executions'),
    // Several shards may end in the same state. Each state counts once.
    classes: new Set(shards.flatMap(({ shard }) => shard.endStates)).size,
    failing: sum(results, 'failing'),
    judged,
    steps: stepStats(lengths),
    durationMs: Math.max(...results.map(({ durationMs }) => durationMs)),
    interrupted: results.some(({ interrupted }) => interrupted),
    ...(unexplained.length > 0 && { unexplained }),
    findings,
  };
}

/** Why the shards do not make up a whole search; undefined if they do. */
function whatIsAmiss(shards: readonly ShardIn[], all: readonly ResultIn[]): string | undefined {
  const [first] = shards;
  if (!first) return undefined;
  const given = new Set(shards.map(({ shard }) => shard.index));
  const missing = Array.from({ length: first.shard.count }, (_, index) => index + 1).filter(
    (index) => !given.has(index),
  );
  if (missing.length > 0) {
    const names = missing.map((index) => shardInWords({ ...first.shard, index })).join(', ');
    const strangers = all.filter(({ result }) => isOtherRun(result, first));
    const other = strangers.map(({ file }) => file).join(', ');
    const verb = missing.length === 1 ? 'is' : 'are';
    return `shard ${names} ${verb} missing${other && `; ${other}: from another release, seed or version of amplify-race`}`;
  }
  const most = shards.reduce((one, other) =>
    other.shard.shared.length > one.shard.shared.length ? other : one,
  );
  const fewer = shards.filter(({ shard }) => shard.shared.join('\n') !== most.shard.shared.join('\n'));
  if (fewer.length > 0) {
    const again = fewer.map(({ file }) => file).join(', ');
    return `${most.file} found more shared locations than ${again}: search again for ${again}, with --shared-from ${most.file}`;
  }
  return shards.map(({ result }) => result.reason).find((reason) => reason !== undefined);
}

function isOtherRun({ scenario, options, shard }: Result, { result, shard: { of } }: ShardIn): boolean {
  if (!shard || shard.of === of) return false;
  return scenario === result.scenario && JSON.stringify(options) === JSON.stringify(result.options);
}

/** One finding per signature: the shortest, with the hits of all. The most severe come first. */
function mergeFindings(findings: readonly Finding[]): Finding[] {
  const bySignature = new Map<string, Finding>();
  for (const finding of findings) {
    const known = bySignature.get(finding.signature);
    if (!known) {
      bySignature.set(finding.signature, finding);
      continue;
    }
    bySignature.set(finding.signature, {
      ...(finding.steps < known.steps ? finding : known),
      hits: known.hits + finding.hits,
      firstHit: Math.min(known.firstHit, finding.firstHit),
    });
  }
  return [...bySignature.values()].toSorted((one, other) => severityRank(one) - severityRank(other));
}

function sum(results: readonly Result[], figure: 'executions' | 'failing'): number {
  return results.reduce((total, result) => total + result[figure], 0);
}
