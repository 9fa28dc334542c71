import type { Report, Result } from '../../results/types.ts';

/** Keys in reading order: what was checked, verdict, coverage, cost, then findings from short to long. */
const readingOrder = [
  ...['schema', 'results'],
  ...['scenario', 'title', 'options', 'amplify', 'version', 'strategy', 'decidedBy', 'verdict', 'reason'],
  ...[
    'coverage',
    'bound',
    'complete',
    'interrupted',
    'executions',
    'classes',
    'states',
    'search',
    'merged',
    'blocked',
    'done',
    'estimate',
    'shard',
    'failing',
    'judged',
    'unexplained',
    'seed',
    'durationMs',
  ],
  ...['min', 'median', 'max'],
  ...[
    'invariant',
    'own',
    'inForce',
    'of',
    'message',
    'signature',
    'hits',
    'firstHit',
    'foundBy',
    'trace',
    'schedule',
    'replay',
    'sentence',
    'reversals',
  ],
  ...[
    'steps',
    'preemptions',
    'contextSwitches',
    'findings',
    'race',
    'staleReads',
    'breaches',
    'aftermath',
    'interleaving',
    'actors',
    'rows',
  ],
  ...[
    'id',
    'ids',
    'actor',
    'does',
    'result',
    'what',
    'kind',
    'since',
    'text',
    'contextSwitch',
    'racing',
    'mentioned',
    'at',
    'file',
    'line',
    'column',
    'function',
  ],
];

/** Content of the file that `--json` writes. The same results give the same bytes. */
export function formatJson(results: readonly Result[]): string {
  const report: Report = { schema: 'amplify-race/report@1', results };
  return formatData(report);
}

/** Any other data as the content of a file, in the same way. */
export function formatData(data: object): string {
  return `${JSON.stringify(data, inReadingOrder, 2).replace(unsafeOnTerminals, escaped)}\n`;
}

function inReadingOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => compareKeys(one, other)));
}

/** Known keys first; then unknown ones, such as names of options, by name. */
function compareKeys(one: string, other: string): number {
  return rank(one) - rank(other) || (one < other ? -1 : 1);
}

function rank(key: string): number {
  const index = readingOrder.indexOf(key);
  return index === -1 ? readingOrder.length : index;
}

/** Characters that JSON allows unescaped in strings, but that could control or reorder a terminal's output. */
const unsafeOnTerminals = /[\u007f-\u009f\u2028\u2029\p{Cf}]/gu;

/** As UTF-16 units, JSON's only escape. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => unitEscape(character.charCodeAt(index))).join(
    '',
  );
}

function unitEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
