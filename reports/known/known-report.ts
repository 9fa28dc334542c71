import type { KnownFinding, Looked, SortedFindings } from '../../results/known.ts';
import type { Style } from '../console/style.ts';
import { counted } from '../text/count.ts';
import { plainStrings } from '../text/plain.ts';
import { wrapIndented } from '../text/wrap.ts';

const indent = '  ';

/** Findings compared with the file of known ones: what is not reported, what has gone, what to add. */
export function formatKnown(sorted: SortedFindings, file: string, { width, colors }: Style): string {
  const { known, fresh, gone } = plainStrings(sorted);
  const lines: string[] = [];
  const entries = [...new Set(known.map(({ entry }) => entry))];
  if (entries.length > 0) {
    lines.push(colors.bold(`${counted(entries.length, 'known finding')}, not reported because of ${file}`));
    for (const { signature, reason, link } of entries) {
      lines.push(...wrapIndented(`${signature}: ${reason} (${link})`, width, indent));
    }
  }
  if (gone.length > 0) {
    lines.push(
      colors.red(
        `${counted(gone.length, 'known finding')} no longer occurred. Remove what is fixed from ${file}`,
      ),
    );
    for (const entry of gone) lines.push(...wrapIndented(placeOf(entry), width, indent));
  }
  if (fresh.length > 0) {
    lines.push(
      colors.red(`${counted(fresh.length, 'new finding')}. To accept one, add it to ${file} with a reason:`),
    );
    lines.push(
      ...[...new Set(fresh.map(({ looked, signature }) => entryFor(looked, signature)))].map(
        (entry) => indent + entry,
      ),
    );
  }
  if (lines.length === 0)
    lines.push(`No finding occurred that ${file} lists, and none that it lists has gone.`);
  return lines.join('\n');
}

function placeOf({ signature, scenario, amplify }: KnownFinding): string {
  return `${signature} (${scenario}${amplify === undefined ? '' : ` on ${amplify}`})`;
}

/** Never wrapped: the user copies it. */
function entryFor({ scenario, options, version, executions }: Looked, signature: string): string {
  return JSON.stringify({
    signature,
    scenario,
    ...(Object.keys(options).length > 0 && { options }),
    amplify: version,
    within: executions,
    reason: '',
    link: '',
  });
}
