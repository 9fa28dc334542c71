import { join } from 'node:path';
import type { Finding, Progress, Result } from '../../../results/types.ts';
import { NotReproducible } from '../../analysis/replay/not-reproducible.ts';
import type { KnownExecutions } from '../../analysis/shrink/known-executions.ts';
import { keepTrace } from '../../analysis/trace/keep-trace.ts';
import type { Trace } from '../../analysis/trace/schema.ts';
import type { CheckOptions } from '../../exploration/explore/check-options.ts';
import { type Exploration, type ExplorationProgress, explore } from '../../exploration/explore/explore.ts';
import { exploreOnThreads } from '../../exploration/explore/explore-on-threads.ts';
import { whyNoEnd } from '../../exploration/explore/never-ends.ts';
import { reachOf, whyNothingDone, whyNothingJudged } from '../../exploration/explore/reach.ts';
import { symptomOf } from '../../exploration/explore/signature.ts';
import { mostSevereFirst, type Symptom } from '../../exploration/explore/symptoms.ts';
import { stepStats } from '../../exploration/explore/tally.ts';
import { removeCheckpoint } from '../../exploration/parallel/checkpoint.ts';
import { searchIdentity } from '../../exploration/parallel/identity.ts';
import type { SearchOutcome } from '../../exploration/parallel/search-state.ts';
import { coveredBy } from '../../exploration/strategies/covering.ts';
import { executeTwice } from '../../simulation/execution/execute-twice.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { uncontrolledInWords } from '../../simulation/world/world.ts';
import { whyCutShort } from './cut-short.ts';
import { escapeIn, lateCodeIn } from './escapes.ts';
import { watchForLeftovers } from './leftovers.ts';
import { refuseCrashing } from './refuse-crashing.ts';
import { Stopped } from './stopped.ts';

/** The most distinct causes to show, those with the most severe symptoms. */
const MOST_CAUSES = 4;
/** The most symptoms to investigate for these: each takes as long as hundreds of executions. */
const MOST_SYMPTOMS = 8;

/**
 * Checks a scenario on a release: explores, then confirms, shrinks and explains what broke.
 * @throws {ScenarioError} for a mistake that shows only when a program or an invariant runs
 * @throws {CheckpointError} for a checkpoint that is damaged or belongs to another search
 */
export async function check(subject: Subject, options: CheckOptions): Promise<Result> {
  const { strategy, budget, onProgress = () => {} } = options;
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  let progress: Progress = {
    scenario: subject.scenario.name,
    amplify: subject.release.label,
    phase: 'exploring',
    executions: 0,
    ...(budget.runs !== undefined && { planned: budget.runs }),
    classes: 0,
    failing: 0,
    findings: 0,
    perSecond: 0,
  };
  const show = (change: Partial<Progress>): void => {
    progress = { ...progress, ...change };
    onProgress(progress);
  };
  show({});
  const leftovers = await watchForLeftovers(subject);
  await refuseCrashing(subject);
  const escaped = await escapeIn(subject);
  const follow = ({ executions, classes, failing, symptoms, search }: ExplorationProgress): void => {
    const perSecond = executions / (elapsed() / 1000);
    const left = [
      ...(search ? [(search.estimate - executions) / perSecond] : []),
      ...(budget.runs === undefined ? [] : [(budget.runs - executions) / perSecond]),
      ...(budget.seconds === undefined ? [] : [budget.seconds - elapsed() / 1000]),
    ];
    show({
      executions,
      classes,
      failing,
      findings: symptoms,
      perSecond,
      ...(search && { search }),
      ...(left.length > 0 && { remainingSeconds: Math.max(0, Math.min(...left)) }),
    });
  };
  const { file, checkDeterminism = false } = options;
  const exploration: Exploration & Partial<SearchOutcome> = checkDeterminism
    ? await explore(subject, strategy, budget, follow, executeTwice)
    : await exploreOnThreads(subject, escaped === undefined ? options : withoutThreads(options), follow);

  const symptoms = mostSevereFirst(exploration.symptoms);
  const findings: Finding[] = [];
  const lookedInto = new Set<Symptom>();
  const own = new Set(subject.scenario.invariants?.map(({ name }) => name));
  const isStopped = outOfPatience(budget.signal);
  let stopped = false;
  let known: KnownExecutions | undefined;
  let reason = exploration.uncontrolled && uncontrolledInWords(exploration.uncontrolled);
  reason ??= escaped ?? (await lateCodeIn(subject));
  if (!reason) {
    for (const symptom of symptoms.slice(0, MOST_SYMPTOMS)) {
      // A cause that breaks many invariants must not hide others.
      if (new Set(findings.map(({ cause }) => cause)).size === MOST_CAUSES) break;
      lookedInto.add(symptom);
      // Most checks find nothing, and do not need the code that shrinks and explains.
      const { knownOrders, makeFinding } = await import('./finding.ts');
      known ??= knownOrders(subject, isStopped);
      try {
        const { finding, trace } = await makeFinding(subject, symptom, {
          file,
          executions: exploration.executions,
          isStopped,
          known,
          onPhase: (phase) => show({ phase }),
        });
        const changed = own.has(finding.invariant) ? leftovers.inInvariants() : undefined;
        if (changed) {
          reason = changed;
          continue;
        }
        if (findings.some(({ signature }) => signature === finding.signature)) continue;
        findings.push({
          ...finding,
          ...(options.tracesDir && keepTrace(pathIn(options.tracesDir, trace), trace)),
        });
      } catch (error) {
        if (error instanceof Stopped) {
          stopped = true;
          lookedInto.delete(symptom);
          break;
        }
        if (!(error instanceof NotReproducible)) throw error;
        reason = `uncontrolled: ${error.message}`;
      }
    }
  }
  if (!reason && stopped && findings.length === 0) {
    reason = 'stopped before what broke could be shrunk and explained';
  }
  reason ??= (await lateCodeIn(subject)) ?? whyNoEnd(exploration);
  if (!reason && findings.length === 0) reason = leftovers.inInvariants() ?? (await leftovers.inExecutions());
  if (!reason && findings.length === 0) reason = whyCutShort(options, exploration);
  const judged = reachOf(exploration, subject.scenario.invariants);
  // A shard may have judged nothing. Merging decides that.
  if (!reason && findings.length === 0 && !exploration.shard) {
    reason = whyNothingDone(judged) ?? whyNothingJudged(judged);
  }
  const { coverage, bound, by, states } = exploration.covered ?? coveredBy(strategy);
  const unexplained = symptoms
    .filter((symptom) => !lookedInto.has(symptom))
    .map(({ violation }) => symptomOf(violation));
  const decidedBy = findings[0]?.foundBy ?? by;
  if (options.checkpoint && exploration.ended === 'done' && !stopped) removeCheckpoint(options.checkpoint);
  return {
    scenario: subject.scenario.name,
    title: subject.scenario.title,
    options: subject.options,
    amplify: subject.release.label,
    version: subject.release.version,
    strategy: strategy.name,
    ...(decidedBy !== undefined && decidedBy !== strategy.name && { decidedBy }),
    verdict: verdictOf(exploration, findings, reason),
    ...(reason && { reason }),
    coverage,
    ...(bound !== undefined && { bound }),
    // More than a sample is claimed only if it is complete.
    complete: coverage !== 'sampled' || exploration.ended !== 'interrupted',
    executions: exploration.executions,
    classes: exploration.classes.size,
    ...(states !== undefined && { states }),
    ...(exploration.search && { search: exploration.search }),
    ...(exploration.shard && { shard: { ...exploration.shard, of: searchIdentity(subject) } }),
    failing: exploration.failing,
    judged,
    steps: stepStats(exploration.lengths),
    seed: subject.seed,
    durationMs: Math.round(elapsed()),
    interrupted: exploration.ended === 'interrupted' || stopped,
    ...(unexplained.length > 0 && { unexplained }),
    findings: byCause(findings),
  };
}

/** Puts findings of one cause together, the cause of the most severe finding first. */
function byCause(findings: readonly Finding[]): Finding[] {
  const causes = [...new Set(findings.map(({ cause }) => cause))];
  return causes.flatMap((cause) => findings.filter((finding) => finding.cause === cause));
}

/** How long shrinking and explaining may continue after the user asks to stop. */
const PATIENCE_MS = 1000;

/** Whether the user has asked to stop and has waited long enough. Time decides only when to give up. */
function outOfPatience(signal: AbortSignal | undefined): () => boolean {
  let since = signal?.aborted ? performance.now() : undefined;
  signal?.addEventListener(
    'abort',
    () => {
      since = performance.now();
    },
    { once: true },
  );
  return () => since !== undefined && performance.now() - since > PATIENCE_MS;
}

function verdictOf(
  exploration: Exploration,
  findings: readonly Finding[],
  reason: string | undefined,
): Result['verdict'] {
  if (findings.length > 0) return 'fails';
  // A shard may have nothing to search.
  if (reason || (exploration.executions === 0 && exploration.ended !== 'done')) return 'inconclusive';
  return 'survives';
}

/** One execution on this thread: code out of control that throws would end another thread, and a search proves nothing. */
function withoutThreads(options: CheckOptions): CheckOptions {
  return { ...options, workers: 1, budget: { ...options.budget, runs: 1 } };
}

function pathIn(directory: string, { scenario, amplify, hash }: Trace): string {
  return join(directory, `${scenario.name}-${amplify.version}-${hash.slice(0, 8)}.json`);
}
