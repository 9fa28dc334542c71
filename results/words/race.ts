import type { StepFacts } from '../step-facts.ts';
import type { SourcePosition } from '../types.ts';
import { callsInWords, stepInWords } from './step.ts';

/** One of two steps whose order decides. */
export interface RaceSide {
  readonly actor: string;
  readonly does: StepFacts;
  /** Of code of the app, the call that it went on after. */
  readonly afterCall?: string | undefined;
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

function nounOf({ does, afterCall }: RaceSide): string {
  if (afterCall !== undefined) return `code after ${afterCall}`;
  if (does.kind === 'start') return 'start';
  return does.kind === 'call' ? `call of ${callsInWords(does)}` : stepInWords(does);
}

/** `B's write refreshToken = refresh#1 (TokenStore.ts:119)`. Events have no owner, because nobody calls them. */
function possessive(side: RaceSide): string {
  const { actor, does } = side;
  const [at] = side.at;
  const where = at ? ` (${at.file.slice(at.file.lastIndexOf('/') + 1)}:${at.line})` : '';
  const what = nounOf(side);
  return does.kind === 'event' ? `${what}${where}` : `${actor}'s ${what}${where}`;
}
