import type { Finding } from '../../results/types.ts';
import { formatCount } from '../../results/words/count.ts';
import { nameOfCheck, optionsInWords } from '../text/check.ts';
import { counted } from '../text/count.ts';
import type { DistinctFinding, FoundIn } from '../text/distinct-findings.ts';
import { plainStrings } from '../text/plain.ts';
import { wrapIndented } from '../text/wrap.ts';
import { aftermathLines, explanationLines, invariantLines } from './explanation.ts';
import type { Style } from './style.ts';

const indent = '  ';

/** A finding for people: what it means, how often it occurred, the interleaving, the race, and how to replay it. */
export function formatFinding(distinct: DistinctFinding, style: Style): string {
  const { result, finding, also } = plainStrings(distinct);
  const { colors } = style;
  const inner = { width: style.width - indent.length, colors };
  const title = (text: string) => indent + colors.bold(text);
  const lines = [
    ...wrapIndented(`✗ ${finding.message}`, style.width, '').map((line) => colors.bold(colors.red(line))),
    ...aboutLines({ result, finding }).flatMap((line) => wrapIndented(line, style.width, indent)),
    '',
    ...indented(explanationLines(finding, inner)),
  ];
  // Never wrapped: the user copies commands.
  lines.push('', title('See it again'), indent + colors.cyan(finding.replay));
  if (finding.trace !== undefined)
    lines.push(...wrapIndented(`trace: ${finding.trace}`, style.width, indent));
  if (finding.untraced !== undefined) {
    lines.push(...wrapIndented(`without a trace: ${finding.untraced}`, style.width, indent));
  }
  if (also.length > 0) {
    lines.push('', title('The same cause also'), ...also.flatMap((met) => alsoLines(met, finding, style)));
  }
  return lines.join('\n');
}

function aboutLines({ result, finding }: FoundIn): string[] {
  const options = optionsInWords(result.options);
  const forced = finding.contextSwitches - finding.preemptions;
  const switches = counted(finding.preemptions, 'context switch', 'context switches');
  const size = `${counted(finding.steps, 'step')}, ${switches}${forced > 0 ? ` and ${formatCount(forced)} forced` : ''}`;
  return [
    `${nameOfCheck(result)}${options && ` (${options})`}`,
    `${frequency({ result, finding })}; shrunk to ${size}`,
    ...invariantLines(finding),
    `root cause: ${finding.cause}`,
    ...aftermathLines(finding),
  ];
}

function alsoLines(met: FoundIn, shown: Finding, { width, colors }: Style): string[] {
  const otherwise = met.finding.signature === shown.signature ? '' : `: ${met.finding.message}`;
  const where = `${nameOfCheck(met.result)}, ${frequency(met)}${otherwise}`;
  return [...wrapIndented(where, width, indent), `${indent}${indent}${colors.cyan(met.finding.replay)}`];
}

/** `in 143 of 2,000 executions, first after 7`, and by which of several strategies. */
function frequency({ result, finding }: FoundIn): string {
  const all = counted(result.executions, 'execution');
  const { hits, firstHit, foundBy = result.strategy } = finding;
  const by = foundBy === result.strategy ? '' : ` by ${foundBy}`;
  return `in ${formatCount(hits)} of ${all}, first after ${formatCount(firstHit)}${by}`;
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : indent + line));
}
