import type { Result } from '../../results/types.ts';
import {
  type Comparison,
  type ReportedVerdict,
  UPGRADE_SCHEMA,
  type UpgradeReport,
} from '../../results/upgrade.ts';
import { formatData } from '../json/json.ts';

/** What an upgrade does, as data. The results have the form that `run` writes, with their findings, each once. */
export function formatUpgradeJson(comparisons: readonly Comparison[]): string {
  const changes = comparisons.flatMap((comparison) => comparison.changes);
  const results = new Set(changes.flatMap(({ before, after }) => [before, after]));
  return formatData({
    schema: UPGRADE_SCHEMA,
    comparisons: comparisons.map(({ changes: its, ...releases }) => ({
      ...releases,
      changes: its.map(({ finding, before, after, ...change }) => ({
        ...change,
        ...(finding && {
          signature: finding.signature,
          message: finding.message,
          trace: finding.trace,
          replay: finding.replay,
        }),
        before: verdictOf(before),
        after: verdictOf(after),
      })),
    })),
    results: [...results],
  } satisfies UpgradeReport);
}

function verdictOf({
  amplify,
  verdict,
  reason,
  coverage,
  bound,
  complete,
  executions,
}: Result): ReportedVerdict {
  return {
    amplify,
    verdict,
    ...(reason !== undefined && { reason }),
    coverage,
    ...(bound !== undefined && { bound }),
    complete,
    executions,
  };
}
