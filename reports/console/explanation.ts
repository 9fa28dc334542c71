import type { Finding, StaleRead, StepInWords } from '../../results/types.ts';
import { plainStrings } from '../text/plain.ts';
import { wrap } from '../text/wrap.ts';
import { stepNumbers } from './events.ts';
import { formatInterleaving } from './interleaving.ts';
import { raceLines } from './race.ts';
import type { Style } from './style.ts';

/** The part of a finding that explains it. An execution that is merely replayed has it, too. */
export type Explained = Pick<
  Finding,
  'invariant' | 'race' | 'decisiveFaults' | 'staleReads' | 'breaches' | 'aftermath' | 'interleaving'
>;

/** The interleaving, the race or whatever else decides, and what each side had read. */
export function explanationLines(finding: Explained, style: Style): string[] {
  const { width, colors } = style;
  const decides = finding.race
    ? ['The race', ...raceLines(finding.race, finding, style)]
    : ['The cause', ...causeLines(finding).flatMap((line) => wrap(line, width))];
  const [title = '', ...why] = decides;
  const staleReads = staleReadLines(finding).flatMap((line) => wrap(line, width, '  '));
  return [
    ...formatInterleaving(finding.interleaving, style).split('\n'),
    '',
    colors.bold(title),
    ...why,
    ...(staleReads.length > 0 ? ['', colors.bold('What each side had read'), ...staleReads] : []),
  ];
}

/** Explains an execution that is not a finding of a check: what broke, when, and what the user sees afterwards. */
export function formatExplanation(explained: Explained, style: Style): string {
  const safe = plainStrings(explained);
  const facts = [...invariantLines(safe), ...aftermathLines(safe)].flatMap((line) => wrap(line, style.width));
  return [...explanationLines(safe, style), '', ...facts].join('\n');
}

/** For a finding without a race. */
function causeLines(finding: Explained): string[] {
  const { decisiveFaults = [], interleaving } = finding;
  const numbers = stepNumbers(interleaving);
  if (decisiveFaults.length > 0) {
    return decisiveFaults.map((fault) => {
      const without = `Without step ${numberOf(fault, numbers)} (${fault.actor}: ${fault.what})`;
      return fault.insteadBreaks === undefined
        ? `${without} no invariant would break.`
        : `${without} this would not happen, but ${fault.insteadBreaks} would break.`;
    });
  }
  return [
    interleaving.actors.length === 1
      ? `No race: ${interleaving.actors[0]} alone is enough.`
      : 'No race was found: no reversal that was tried prevents it.',
  ];
}

/**
 * What broke and since when: `invariant: session-survives, broken for good after step 85 (A: remove accessToken)`;
 * if several invariants broke, in which order.
 */
export function invariantLines(finding: Explained): string[] {
  const { invariant, breaches } = finding;
  const numbers = stepNumbers(finding.interleaving);
  const [first] = breaches;
  const line = `invariant: ${invariant}`;
  if (!first) return [line];
  if (breaches.length === 1 && first.invariant === invariant) {
    return [`${line}, broken for good ${afterwards(first, numbers)}`];
  }
  const order = breaches.map((breach) => `${breach.invariant} ${afterwards(breach, numbers)}`);
  return [line, `permanently broken: ${order.join(', then ')}`];
}

function afterwards(breach: StepInWords, numbers: ReadonlyMap<string, number>): string {
  return `after step ${numberOf(breach, numbers)} (${breach.actor}: ${breach.what})`;
}

/** One line per stale read. */
function staleReadLines(finding: Explained): string[] {
  const numbers = stepNumbers(finding.interleaving);
  return finding.staleReads.map((staleRead) => staleReadInWords(staleRead, numbers));
}

function staleReadInWords(staleRead: StaleRead, numbers: ReadonlyMap<string, number>): string {
  const { actor, kind, what, since } = staleRead;
  const had = `${actor} had ${kind === 'read' ? '' : 'received: '}${what} (step ${numberOf(staleRead, numbers)})`;
  return since ? `${had}; since then ${since.actor}: ${since.what} (step ${numberOf(since, numbers)})` : had;
}

function numberOf({ id }: StepInWords, numbers: ReadonlyMap<string, number>): number | string {
  return numbers.get(id) ?? id;
}

/** What users see afterwards, one line per device. */
export function aftermathLines({ aftermath }: Explained): string[] {
  return aftermath.map(({ device, sentence }) => {
    const where = aftermath.length > 1 ? ` on ${device}` : '';
    return `after a restart${where}: ${sentence}`;
  });
}
