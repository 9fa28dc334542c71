import { distance } from 'fastest-levenshtein';

/** Something the user typed cannot be done. One line: cause, offending value, what is accepted. Exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** ` Did you mean "…"?` when one of `known` is close to `typed`, otherwise nothing. */
export function suggestion(typed: string, known: readonly string[]): string {
  const [nearest] = known
    .map((word) => ({ word, away: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, away }) => away <= Math.max(2, word.length / 3))
    .sort((left, right) => left.away - right.away);
  return nearest ? ` Did you mean "${nearest.word}"?` : '';
}
