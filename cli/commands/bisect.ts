import { exactVersion, versionsBetween } from '../../harness/amplify/releases/expand-spec.ts';
import { BisectError, bisect as bisectReleases } from '../../harness/campaigns/bisect/bisect.ts';
import { UsageError } from '../../host/usage-error.ts';
import { formatBisection, formatData } from '../../reports/index.ts';
import { BISECTION_SCHEMA, type Bisection } from '../../results/bisection.ts';
import { currentSignature } from '../../results/former-signatures.ts';
import { type Console, openConsole } from '../console.ts';
import { exitStatus } from '../exit-status.ts';
import { type JudgingSettings, openJudging, questionsFor } from '../judging.ts';
import { writeText } from '../output/write-results.ts';

export interface BisectSettings extends JudgingSettings {
  readonly from: string;
  readonly to: string;
  readonly signature?: string;
}

/**
 * `bisect`: finds the release in which findings of a scenario appeared or disappeared.
 * @returns 0 if every change is between two neighbouring releases, 3 if that cannot be decided
 */
export async function bisect(name: string, settings: BisectSettings): Promise<number> {
  const questions = await questionsFor([name], settings);
  const [question] = questions;
  if (!question || questions.length > 1) {
    throw new UsageError(
      `bisect takes one scenario, but ${name} has ${questions.map(({ scenario }) => scenario.name).join(', ')}`,
    );
  }
  const console = openConsole(settings);
  const { judge, fetched, published } = openJudging(settings, console, 'search');
  try {
    const [from, to] = [
      await exactVersion(settings.from, published),
      await exactVersion(settings.to, published),
    ];
    const versions = await versionsBetween(from, to, published);
    const { probes, turns } = await bisectReleases({
      versions,
      judge: (version) => judge.judge(question, version),
      signature: settings.signature === undefined ? undefined : currentSignature(settings.signature),
      signal: console.interrupted,
      onProbe: (probe) =>
        console.note(
          'reason' in probe
            ? `${probe.version}: ${probe.reason}`
            : `${probe.version}: ${probe.result.verdict}`,
        ),
    });
    const bisection: Bisection = {
      schema: BISECTION_SCHEMA,
      scenario: question.scenario.name,
      options: question.options,
      from,
      to,
      releases: versions.length,
      fetched: fetched(),
      probes,
      changes: turns,
    };
    console.progress.close();
    console.out(formatBisection(bisection, console.style));
    if (settings.json) writeText(settings.json, formatData(bisection));
    const open = turns.some(({ unknown, isOneChange }) => !isOneChange || unknown.length > 0);
    return exitStatus({ found: false, open });
  } catch (error) {
    if (!(error instanceof BisectError)) throw error;
    return inconclusive(error, console);
  } finally {
    await judge.close();
    console.close();
  }
}

function inconclusive({ message }: BisectError, console: Console): number {
  console.progress.close();
  console.out(`Inconclusive: ${message}.`);
  return exitStatus({ found: false, open: true });
}
