import type { Finding, Result } from '../../results/types.ts';
import type { Comparison } from '../../results/upgrade.ts';
import { nameOfCheck } from '../text/check.ts';
import { plain } from '../text/plain.ts';
import { verdictInWords } from '../text/verdict.ts';

type Level = 'error' | 'warning' | 'notice';

/**
 * Results as workflow commands of GitHub Actions, which shows them beside the change: an error for a new finding, a
 * notice for a known one, a warning for an inconclusive check.
 * @param file the file of the repository at which to show them, such as `package.json`
 * @param isKnown whether a finding is known
 */
export function formatAnnotations(
  results: readonly Result[],
  file: string,
  isKnown: (finding: Finding) => boolean = () => false,
): string {
  return results
    .flatMap((result) => {
      const title = nameOfCheck(result);
      if (result.verdict === 'inconclusive')
        return [annotation('warning', file, title, verdictInWords(result))];
      return result.findings.map((finding) =>
        isKnown(finding)
          ? annotation('notice', file, title, `known: ${finding.message}`)
          : annotation('error', file, title, textOf(finding)),
      );
    })
    .join('\n');
}

/** The changes of an upgrade, in the same way: an error for what breaks, a notice for what is fixed. */
export function formatUpgradeAnnotations(comparisons: readonly Comparison[], file: string): string {
  return comparisons
    .flatMap(({ from, to, changes }) =>
      changes.flatMap(({ kind, scenario, finding }) => {
        const title = `${scenario}, ${from} to ${to}`;
        const text = finding ? textOf(finding) : 'no verdict on either side';
        if (kind === 'broken') return [annotation('error', file, title, `broken: ${text}`)];
        if (kind === 'inconclusive') return [annotation('warning', file, title, `inconclusive: ${text}`)];
        return kind === 'fixed' && finding
          ? [annotation('notice', file, title, `fixed: ${finding.message}`)]
          : [];
      }),
    )
    .join('\n');
}

function textOf({ message, replay }: Finding): string {
  return `${plain(message)}\n${plain(replay)}`;
}

function annotation(level: Level, file: string, title: string, text: string): string {
  const shown = text.split('\n').map(plain).join('\n');
  return `::${level} file=${property(file)},title=${property(`amplify-race: ${title}`)}::${data(shown)}`;
}

/** Percent-encodes the characters that would end the command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(plain(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
