import type { Matrix, MatrixCell } from '../../results/matrix.ts';
import { symptomIn } from '../../results/same-finding.ts';
import type { Result } from '../../results/types.ts';
import { formatCount } from '../text/count.ts';
import type { FoundIn } from '../text/distinct-findings.ts';

/** Letters for findings by symptom, in the order in which they are met, and where each is met last. */
export class Legend {
  readonly #met = new Map<string, FoundIn & { readonly letter: string }>();

  constructor({ rows }: Matrix) {
    for (const result of rows.flatMap(({ cells }) => cells.filter(isResult))) {
      for (const finding of result.findings) {
        const symptom = symptomIn(finding.signature);
        const letter = this.#met.get(symptom)?.letter ?? letterOf(this.#met.size);
        this.#met.set(symptom, { letter, finding, result });
      }
    }
  }

  get entries(): readonly (FoundIn & { readonly letter: string })[] {
    return [...this.#met.values()];
  }

  /** `✗ A C`, `✓ all`, `✓ 300`, `?`: a cell in as few characters as can be. */
  short(cell: MatrixCell): string {
    if (cell === undefined) return '';
    if (!isResult(cell)) return '-';
    if (cell.verdict === 'inconclusive') return '?';
    if (cell.verdict === 'survives') return `✓ ${coverage(cell)}`;
    const letters = cell.findings.map(({ signature }) => this.#met.get(symptomIn(signature))?.letter ?? '');
    return ['✗', ...[...new Set(letters)].sort(), ...(cell.unexplained ? ['+'] : [])].join(' ');
  }
}

/** What the short forms mean. */
export const SHORT_FORMS =
  '✗ fails, with these findings (+ and more symptoms); ✓ all: survives every order; ✓ bound: every order within a bound; ✓ and a number: so many orders; ? inconclusive; - the release cannot be had';

function coverage({ coverage: kind, complete, executions }: Result): string {
  if (kind === 'sampled' || !complete) return formatCount(executions);
  return kind === 'exhaustive' ? 'all' : 'bound';
}

/** A, B ... Z, A1, B1 ... */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
}

export function isResult(cell: MatrixCell): cell is Result {
  return cell !== undefined && 'verdict' in cell;
}
