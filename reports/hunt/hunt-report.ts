import type { HuntedFinding, HuntResult, RootCause } from '../../results/hunt.ts';
import { formatCount } from '../../results/words/count.ts';
import { drawTable, frameWidth } from '../console/draw-table.ts';
import { aftermathLines, explanationLines, invariantLines } from '../console/explanation.ts';
import type { Style } from '../console/style.ts';
import { counted } from '../text/count.ts';
import { formatDuration } from '../text/duration.ts';
import { plainStrings } from '../text/plain.ts';
import { lengthOf, wrap, wrapIndented } from '../text/wrap.ts';

const indent = '  ';

/**
 * Everything that a hunt prints: what was done, a table of root causes, and an explanation of each.
 * @param isQuiet whether the finding with a signature is not explained
 */
export function formatHunt(
  result: HuntResult,
  style: Style,
  isQuiet: (signature: string) => boolean = () => false,
): string {
  const safe = plainStrings(result);
  const shown = safe.causes.flatMap(({ cause, findings }) => {
    const loud = findings.filter(({ signature }) => !isQuiet(signature));
    return loud.length > 0 ? [{ cause, findings: loud }] : [];
  });
  return [
    effortLines(safe, style).join('\n'),
    ...(safe.causes.length > 0 ? [causeTable(safe.causes, style)] : []),
    ...shown.map((cause) => formatCause(cause, style)),
  ].join('\n\n');
}

function effortLines(result: HuntResult, { width, colors }: Style): string[] {
  const { causes, amplify, programs, kept, pairs, executions, failing, inconclusive, seed } = result;
  const found = causes.length === 0 ? 'nothing' : counted(causes.length, 'distinct root cause');
  const lines = [
    ...wrap(`Hunt on ${amplify}: found ${found}.`, width).map(colors.bold),
    ...wrap(
      [
        `${counted(programs, 'program')} generated; ${formatCount(kept)} reached new pairs of dependent steps (${formatCount(pairs)} in all)`,
        `${counted(executions, 'execution')}, ${formatCount(failing)} failing`,
        `${formatDuration(result.durationMs)}, seed ${seed}${result.interrupted ? ', stopped early' : ''}`,
      ].join('; '),
      width,
    ),
  ];
  if (inconclusive > 0) {
    lines.push(
      ...wrap(`${counted(inconclusive, 'execution')} inconclusive: ${result.reason}`, width).map(
        colors.yellow,
      ),
    );
  }
  return lines;
}

const head = ['root cause', 'invariant', 'first after\nexecutions', 'seconds', 'failing'];
const narrowestCause = 20;

/** A row for each invariant that a cause broke, with when it broke first. Narrow terminals get no last column. */
function causeTable(causes: readonly RootCause[], { width, colors }: Style): string {
  const rows = causes.flatMap(({ cause, findings }) =>
    findings.map((finding, index) => [
      index === 0 ? cause : '',
      finding.invariant,
      formatCount(finding.firstHit),
      finding.firstSeconds.toFixed(1),
      formatCount(finding.hits),
    ]),
  );
  const natural = head.map((title, column) =>
    Math.max(...[...title.split('\n'), ...rows.map((row) => row[column] ?? '')].map(lengthOf)),
  );
  const roomIn = (columns: number): number =>
    width - frameWidth(columns) - natural.slice(1, columns).reduce((sum, wanted) => sum + wanted, 0);
  const columns = roomIn(head.length) >= narrowestCause ? head.length : head.length - 1;
  const first = Math.min(natural[0] ?? 0, Math.max(narrowestCause, roomIn(columns)));
  return drawTable(
    {
      head: head.slice(0, columns),
      rows: rows.map(([cause = '', ...cells]) => [breakable(cause, first), ...cells.slice(0, columns - 1)]),
      widths: natural.with(0, first).slice(0, columns),
      rightAligned: [2, 3, 4],
    },
    colors,
  );
}

/** Names of causes are long words. They may break at their slashes. */
function breakable(cause: string, width: number): string {
  return wrap(cause.replaceAll('/', '/ '), width)
    .map((line) => line.replaceAll('/ ', '/'))
    .join('\n');
}

function formatCause({ cause, findings }: RootCause, style: Style): string {
  const { width, colors } = style;
  const [first, ...others] = findings;
  if (!first) return '';
  const inner = { width: width - indent.length, colors };
  const title = (text: string): string => indent + colors.bold(text);
  const lines = [
    ...wrapIndented(`✗ ${first.message}`, width, '').map((line) => colors.bold(colors.red(line))),
    ...aboutLines(first).flatMap((line) => wrapIndented(line, width, indent)),
    ...wrapIndented(`root cause: ${cause}`, width, indent),
    '',
    ...indented(explanationLines(first, inner)),
  ];
  // Never wrapped: the user copies commands.
  lines.push('', title('See it again'), ...againLines(first).map((line) => indent + colors.cyan(line)));
  if (others.length > 0) lines.push('', title('The same cause also'));
  for (const finding of others) {
    lines.push(
      ...[`${finding.message} (${finding.invariant})`].flatMap((line) => wrapIndented(line, width, indent)),
    );
    lines.push(...againLines(finding).map((line) => indent + indent + colors.cyan(line)));
  }
  return lines.join('\n');
}

function aboutLines(finding: HuntedFinding): string[] {
  const forced = finding.contextSwitches - finding.preemptions;
  const switches = counted(finding.preemptions, 'context switch', 'context switches');
  return [
    ...invariantLines(finding),
    ...aftermathLines(finding),
    `program: ${finding.program}`,
    `first after ${counted(finding.firstHit, 'execution')}; shrunk to ${counted(finding.steps, 'step')}, ${switches}${forced > 0 ? ` and ${formatCount(forced)} forced` : ''}`,
  ];
}

function againLines({ replay, scenarioFile }: HuntedFinding): string[] {
  return [...(scenarioFile ? [`npx amplify-race run ${scenarioFile}`] : []), replay];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : indent + line));
}
