import { distance } from 'fastest-levenshtein';

/** The known word that is most like the typed one; undefined if none is close. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  return known
    .map((word) => ({ word, away: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, away }) => away < word.length && away <= Math.max(2, word.length / 3))
    .sort((left, right) => left.away - right.away)[0]?.word;
}

/** ` Did you mean "…"?` if a known word is close to the typed one, otherwise nothing. */
export function suggestion(typed: string, known: readonly string[]): string {
  const word = nearest(typed, known);
  return word === undefined ? '' : ` Did you mean "${word}"?`;
}
