import type { SortedFindings } from '../../results/known.ts';
import type { Result } from '../../results/types.ts';
import { formatCount } from '../../results/words/count.ts';
import { counted } from '../text/count.ts';
import { distinctFindings } from '../text/distinct-findings.ts';
import { formatDuration } from '../text/duration.ts';
import { wrap } from '../text/wrap.ts';
import type { Style } from './style.ts';

/** Exit status of a command that checks: 1 for a finding, 3 for a check that is inconclusive or was stopped. */
export type ExitStatus = 0 | 1 | 3;

const OPEN = 'no finding, but at least one check was inconclusive or stopped';

/** What a file of known findings makes of the findings: see {@link SortedFindings}. */
export type News = Pick<SortedFindings, 'fresh' | 'gone'>;

function meaningOf(exitStatus: Exclude<ExitStatus, 0>, news: News | undefined): string {
  if (exitStatus === 3) return OPEN;
  if (!news || news.gone.length === 0) return 'at least one finding';
  const gone = news.gone.length === 1 ? 'a known finding has gone' : 'known findings have gone';
  return news.fresh.length === 0 ? gone : `at least one finding, and ${gone}`;
}

/**
 * The end of a report: what was checked and found, at what cost, and the exit status unless it is 0.
 * @param news where there is a file of known findings
 */
export function formatSummary(
  results: readonly Result[],
  exitStatus: ExitStatus,
  style: Style,
  news?: News,
): string {
  const { colors } = style;
  const paint = exitStatus === 1 ? colors.red : exitStatus === 3 ? colors.yellow : String;
  const lines = wrap(outcome(results), style.width).map(colors.bold);
  if (results.length > 0) lines.push(...wrap(effort(results), style.width));
  if (exitStatus !== 0) lines.push(paint(`Exit status ${exitStatus}: ${meaningOf(exitStatus, news)}.`));
  return lines.join('\n');
}

function outcome(results: readonly Result[]): string {
  if (results.length === 0) return 'Nothing was checked.';
  const causes = distinctFindings(results).length;
  const found = causes === 0 ? 'No finding' : counted(causes, 'distinct finding');
  return `${found} in ${counted(results.length, 'check')}: ${tally(results)}.`;
}

function tally(results: readonly Result[]): string {
  return Object.entries({ survives: 'survived', fails: 'failed', inconclusive: 'inconclusive' })
    .map(([verdict, word]) => ({
      word,
      count: results.filter((result) => result.verdict === verdict).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${formatCount(count)} ${word}`)
    .join(', ');
}

function effort(results: readonly Result[]): string {
  const scenarios = new Set(results.map(({ scenario }) => scenario)).size;
  const releases = new Set(results.map(({ amplify }) => amplify)).size;
  const executions = results.reduce((sum, result) => sum + result.executions, 0);
  // Several checks may have run side by side: only the sum of their times is known here.
  const milliseconds = results.reduce((sum, result) => sum + result.durationMs, 0);
  const seeds = [...new Set(results.map(({ seed }) => seed))];
  return [
    `${counted(releases, 'release')} x ${counted(scenarios, 'scenario')}`,
    `${counted(executions, 'execution')} in ${formatDuration(milliseconds)}${results.length > 1 ? ' of checks' : ''}`,
    `${seeds.length === 1 ? 'seed' : 'seeds'} ${seeds.join(', ')}`,
    ...(results.some(({ interrupted }) => interrupted) ? ['stopped early'] : []),
  ].join(', ');
}
