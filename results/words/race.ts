import type { StepFacts } from '../step-facts.ts';
import type { SourcePosition } from '../types.ts';
import { callsInWords, stepInWords } from './step.ts';

/** One of two steps whose order decides. */
export interface RaceSide {
  readonly actor: string;
  readonly does: StepFacts;
  /** Innermost first. */
  readonly at: readonly SourcePosition[];
}

/** The second step before the first: `B's write counter = 1 (Store.ts:7) came before A's read counter`. */
export function reversalInWords(first: RaceSide, second: RaceSide): string {
  return `${possessive(second)} came before ${possessive(first)}`;
}

/** @param insteadBreaks the most severe invariant that breaks with all of them reversed, if any */
export function raceInWords(
  reversals: readonly { readonly sentence: string }[],
  insteadBreaks: string | undefined,
): string {
  const then =
    insteadBreaks === undefined
      ? 'no invariant would break'
      : `this would not happen, but ${insteadBreaks} would break`;
  return `If ${reversals.map(({ sentence }) => sentence).join(', and ')}, ${then}.`;
}

function nounOf(does: StepFacts): string {
  if (does.kind === 'start') return 'start';
  return does.kind === 'call' ? `call of ${callsInWords(does)}` : stepInWords(does);
}

/** `B's write refreshToken = refresh#1 (TokenStore.ts:119)`. Events have no owner, because nobody calls them. */
function possessive({ actor, does, at: [at] }: RaceSide): string {
  const where = at ? ` (${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line})` : '';
  const what = nounOf(does);
  return does.kind === 'event' ? `${what}${where}` : `${actor}'s ${what}${where}`;
}
