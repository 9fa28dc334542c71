import type { Words } from '../../simulation/execution/words.ts';
import type { Start } from '../../simulation/scenario/scenario.ts';
import type { Trace } from './schema.ts';

type Shown = Pick<Words, 'text'>;
type Json = Trace['start'][string];

/** Names of settings whose values are nobody's business. */
const SECRET = /password|secret/i;

/** A start as data, without passwords and what else is secret; users go by other names. */
export function startIn(start: Start, words: Shown): Trace['start'] {
  // What JSON does not have, such as a function, is left out.
  const data = JSON.parse(JSON.stringify(start)) as Json;
  return withoutSecrets(data, words) as Trace['start'];
}

/** Arguments as JSON, separated by commas, with other names for tokens and users. Text that is not JSON stays as it is. */
export function argsIn(args: string, words: Shown): string {
  try {
    const values = JSON.parse(`[${args}]`) as Json[];
    return values.map((value) => JSON.stringify(withoutSecrets(value, words))).join(', ');
  } catch {
    return '…';
  }
}

function withoutSecrets(value: Json, words: Shown): Json {
  if (typeof value === 'string') return words.text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => withoutSecrets(each, words));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !SECRET.test(name))
      .map(([name, inner]) => [name, withoutSecrets(inner as Json, words)]),
  );
}
