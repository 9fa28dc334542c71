import { type ExpandOptions, exactVersion, expandSpec } from '../../harness/amplify/releases/expand-spec.ts';
import { lockedRelease } from '../../harness/campaigns/upgrade/locked-release.ts';
import { type SourceTree, treeAt, workingTree } from '../../harness/campaigns/upgrade/source-tree.ts';
import { judgeUpgrade } from '../../harness/campaigns/upgrade/upgrade.ts';
import { UsageError } from '../../host/usage-error.ts';
import { abruptly } from '../../host/work-log.ts';
import {
  formatUpgrade,
  formatUpgradeAnnotations,
  formatUpgradeJson,
  formatUpgradeMarkdown,
} from '../../reports/index.ts';
import type { Comparison } from '../../results/upgrade.ts';
import { type Console, openConsole } from '../console.ts';
import { exitStatus, type Outcome } from '../exit-status.ts';
import { type JudgingSettings, openJudging, questionsFor } from '../judging.ts';
import { noteCell } from '../output/cell-note.ts';
import { writeText } from '../output/write-results.ts';

export interface UpgradeSettings extends JudgingSettings {
  /** A git revision whose lock file names the old release. */
  readonly base?: string;
}

interface Ends {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/**
 * `upgrade <from> <to> [scenario...]`, or `upgrade --base <revision> [scenario...]`.
 * @returns 1 if something broke, otherwise 3 if a check was inconclusive, otherwise 0
 */
export async function upgrade(args: readonly string[], settings: UpgradeSettings): Promise<number> {
  const [from, to, ...others] = args;
  if (settings.base === undefined && (from === undefined || to === undefined)) {
    throw new UsageError(
      'upgrade needs two releases, such as "upgrade 6.6.6 installed", or --base with a git revision, such as "upgrade --base origin/main"',
    );
  }
  const questions = await questionsFor(settings.base === undefined ? others : args, settings);
  const console = openConsole(settings);
  const { judge, published } = openJudging(settings, console, 'checks');
  try {
    const ends =
      settings.base === undefined
        ? {
            from: await abruptly(() => expandSpec(from ?? '', published)),
            to: await abruptly(() => expandSpec(to ?? '', published)),
          }
        : await endsOfChange(settings.base, published, console);
    const same = sameRelease(ends);
    if (same) console.out(`Both sides are the same release (${same}): the upgrade changes nothing.`);
    const comparisons = same
      ? []
      : await judgeUpgrade(judge, questions, ends, {
          threads: settings.workers ?? 1,
          signal: console.interrupted,
          onCell: noteCell(console, questions.length * new Set([...ends.from, ...ends.to]).size),
        });
    console.progress.close();
    const status = same ? 0 : exitStatus(outcomeOfChanges(comparisons, console.interrupted.aborted));
    if (!same) console.out(formatUpgrade(comparisons, status, console.style));
    if (settings.annotate !== undefined)
      console.out(formatUpgradeAnnotations(comparisons, settings.annotate));
    if (settings.json) writeText(settings.json, formatUpgradeJson(comparisons));
    if (settings.markdown) writeText(settings.markdown, formatUpgradeMarkdown(comparisons));
    return status;
  } finally {
    await judge.close();
    console.close();
  }
}

/** The release in a revision's lock file, and the one in the working tree. */
async function endsOfChange(base: string, published: ExpandOptions, console: Console): Promise<Ends> {
  const directory = process.cwd();
  const from = await versionIn(await treeAt(base, directory), published, console);
  const to = await versionIn(await workingTree(directory), published, console);
  return { from: [from], to: [to] };
}

async function versionIn(tree: SourceTree, published: ExpandOptions, console: Console): Promise<string> {
  const { spec, file } = await lockedRelease(tree);
  const version = await exactVersion(spec, published);
  console.note(
    `${file} of ${tree.name}: aws-amplify ${spec}${spec === version ? '' : `, resolved to ${version}`}`,
  );
  return version;
}

function outcomeOfChanges(comparisons: readonly Comparison[], isInterrupted: boolean): Outcome {
  const kinds = comparisons.flatMap(({ changes }) => changes.map(({ kind }) => kind));
  return {
    found: kinds.includes('broken'),
    open: kinds.length === 0 || kinds.includes('inconclusive') || isInterrupted,
  };
}

function sameRelease({ from, to }: Ends): string | undefined {
  return from.length === 1 && to.length === 1 && from[0] === to[0] ? from[0] : undefined;
}
