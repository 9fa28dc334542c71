import type { Bisection, Elsewhere, Probe, Turn } from '../../results/bisection.ts';
import { optionsInWords } from '../text/check.ts';
import { counted } from '../text/count.ts';
import { plainStrings } from '../text/plain.ts';
import { verdictInWords } from '../text/verdict.ts';
import { wrapIndented } from '../text/wrap.ts';
import type { Style } from './style.ts';

const indent = '  ';

/** The release in which each finding appeared or disappeared, the evidence on either side, and the assumptions. */
export function formatBisection(bisection: Bisection, style: Style): string {
  const safe = plainStrings(bisection);
  return [
    heading(safe, style),
    ...safe.changes.map((turn) => turnLines(turn, style).join('\n')),
    [style.colors.bold('Judged'), ...safe.probes.flatMap((probe) => probeLines(probe, style))].join('\n'),
    assumption(style),
  ].join('\n\n');
}

function heading(
  { scenario, options, from, to, releases, probes, fetched }: Bisection,
  style: Style,
): string {
  const words = optionsInWords(options);
  return [
    ...wrapIndented(`${scenario} from ${from} to ${to}${words && ` (${words})`}`, style.width, '').map(
      style.colors.bold,
    ),
    `${counted(releases, 'published release')}, ${probes.length} judged, ${fetched} fetched`,
  ].join('\n');
}

function turnLines(turn: Turn, { width, colors }: Style): string[] {
  const { effect, last, first, finding, elsewhere, unknown } = turn;
  const paint = effect === 'fixed' ? colors.green : colors.red;
  const [having, lacking] = effect === 'fixed' ? [last, first] : [first, last];
  return [
    ...wrapIndented(`${effect === 'fixed' ? '✓' : '✗'} ${where(turn)}: ${finding.message}`, width, '').map(
      (line) => colors.bold(paint(line)),
    ),
    `${indent}signature: ${finding.signature}`,
    ...(unknown.length > 0
      ? wrapIndented(`Not narrowed down further: ${unknown.join(', ')} could not be judged.`, width, indent)
      : []),
    `${indent}On ${having} it occurs:`,
    indent + indent + colors.cyan(finding.replay),
    ...wrapIndented(
      `On ${lacking} it does not. The same order of steps there: ${elsewhereInWords(elsewhere)}.`,
      width,
      indent,
    ),
    indent + indent + colors.cyan(elsewhere.replay),
  ];
}

function where({ effect, last, first, unknown, isOneChange }: Turn): string {
  if (!isOneChange)
    return `${effect}, but not for good (${first} does not have it, the later ${last} has): there is no first release`;
  return unknown.length === 0
    ? `${effect} in ${first}, after ${last}`
    : `${effect} after ${last}, at the latest in ${first}`;
}

function elsewhereInWords({ leftAfter, broken }: Elsewhere): string {
  const outcome = broken.length === 0 ? 'no invariant breaks' : `${[...new Set(broken)].join(', ')} breaks`;
  return leftAfter === undefined
    ? outcome
    : `it can be followed for ${counted(leftAfter, 'step')}, and ${outcome}`;
}

function probeLines(probe: Probe, { width, colors }: Style): string[] {
  const verdict = 'reason' in probe ? `? ${probe.reason}` : verdictInWords(probe.result);
  const lines = wrapIndented(`${probe.version}: ${verdict}`, width, indent);
  if ('reason' in probe) return lines.map(colors.yellow);
  return lines.map(probe.result.verdict === 'fails' ? colors.red : colors.green);
}

function assumption({ width }: Style): string {
  return wrapIndented(
    'Both ends were judged. Between them, a finding is assumed to appear or disappear once. A release has a finding if the search found it there, or if the order that shows it on another release shows it there.',
    width,
    '',
  ).join('\n');
}
