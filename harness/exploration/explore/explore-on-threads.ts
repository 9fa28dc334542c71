import type { Subject } from '../../simulation/execution/subject.ts';
import { readCheckpoint, writeCheckpoint } from '../parallel/checkpoint.ts';
import { searchIdentity } from '../parallel/identity.ts';
import { searchInParallel } from '../parallel/parallel-search.ts';
import { type SearchOutcome, SearchState, shardInWords } from '../parallel/search-state.ts';
import type { CoveringStrategy } from '../strategies/covering.ts';
import { isSearch } from '../strategies/exhaustive.ts';
import { endsWithSearch } from '../strategies/portfolio.ts';
import { isSampling } from '../strategies/sampling.ts';
import type { CheckOptions } from './check-options.ts';
import { type Exploration, type ExplorationProgress, explore } from './explore.ts';
import { Tally } from './tally.ts';

type OnProgress = (progress: ExplorationProgress) => void;

/** Explores with the strategy, on several threads if there are several and the strategy can be divided. */
export async function exploreOnThreads(
  subject: Subject,
  options: CheckOptions,
  onProgress: OnProgress,
): Promise<Exploration & Partial<SearchOutcome>> {
  const { strategy, budget, workers = 1, file } = options;
  if (isSearch(strategy)) return searchExhaustively(subject, options, onProgress);
  if (workers > 1 && isSampling(strategy)) {
    const { sampleInParallel } = await import('../parallel/parallel-sample.ts');
    const more = { file, onProgress };
    return sampleInParallel(subject, strategy, { workers, budget, ...more });
  }
  if (workers > 1 && endsWithSearch(strategy)) {
    return searchAfter(strategy.beforeSearch, subject, options, onProgress);
  }
  return explore(subject, strategy, budget, onProgress);
}

/** Runs the strategies before the search in this thread, and the exhaustive search on several. */
async function searchAfter(
  strategy: CoveringStrategy,
  subject: Subject,
  { budget, workers = 1, file }: CheckOptions,
  onProgress: OnProgress,
): Promise<Exploration & Partial<SearchOutcome>> {
  const started = performance.now();
  const before = await explore(subject, strategy, budget, onProgress);
  const { covered } = strategy;
  if (before.ended !== 'done' || before.uncontrolled || covered.coverage === 'exhaustive') {
    return { ...before, covered };
  }
  const { runs, seconds, signal } = budget;
  const outcome = await searchInParallel(subject, {
    workers,
    budget: {
      ...(runs !== undefined && { runs: runs - before.executions }),
      ...(seconds !== undefined && { seconds: seconds - (performance.now() - started) / 1000 }),
      signal,
    },
    file,
    onProgress: (progress) =>
      onProgress({
        ...progress,
        executions: before.executions + progress.executions,
        failing: before.failing + progress.failing,
        symptoms: Math.max(before.symptoms.length, progress.symptoms),
        classes: Math.max(before.classes.size, progress.classes),
      }),
  });
  const tally = new Tally();
  tally.addAll(before);
  tally.addAll(outcome);
  return {
    ...tally.figures(),
    // A search uses other keys for its classes, so the two numbers cannot be added.
    classes: outcome.classes.size > before.classes.size ? outcome.classes : before.classes,
    covered: outcome.ended === 'done' ? { ...outcome.covered, by: 'exhaustive' } : covered,
    ended: outcome.ended,
  };
}

async function searchExhaustively(
  subject: Subject,
  { budget, workers, file, shard, shared, checkpoint }: CheckOptions,
  onProgress: OnProgress,
): Promise<SearchOutcome> {
  const of = [searchIdentity(subject), ...(shard ? [shardInWords(shard)] : [])].join(' ');
  const state = (checkpoint && (await readCheckpoint(checkpoint, of))) || new SearchState(shared);
  const outcome = await searchInParallel(subject, {
    budget,
    state,
    onProgress,
    workers,
    file,
    shard,
  });
  // Also for a finished search: its findings still have to be explained, and the user may stop that.
  if (checkpoint) writeCheckpoint(checkpoint, of, state);
  return outcome;
}
