import type { Matrix, MatrixCell } from '../../results/matrix.ts';
import { symptomIn } from '../../results/same-finding.ts';
import type { Result } from '../../results/types.ts';
import { formatCount } from '../../results/words/count.ts';
import type { FoundIn } from '../text/distinct-findings.ts';

/** Gives each symptom a letter, in order of occurrence, and remembers the last finding that shows it. */
export class Legend {
  readonly #found = new Map<string, FoundIn & { readonly letter: string }>();

  constructor({ rows }: Matrix) {
    for (const result of rows.flatMap(({ cells }) => cells.filter(isResult))) {
      for (const finding of result.findings) {
        const symptom = symptomIn(finding.signature);
        const letter = this.#found.get(symptom)?.letter ?? letterOf(this.#found.size);
        this.#found.set(symptom, { letter, finding, result });
      }
    }
  }

  get entries(): readonly (FoundIn & { readonly letter: string })[] {
    return [...this.#found.values()];
  }

  /** `✗ A C`, `✓ all`, `✓ 300`, `?`: a cell in as few characters as possible. */
  short(cell: MatrixCell): string {
    if (cell === undefined) return '';
    if (!isResult(cell)) return '-';
    if (cell.verdict === 'inconclusive') return '?';
    if (cell.verdict === 'survives') return `✓ ${coverage(cell)}`;
    const letters = cell.findings.map(({ signature }) => this.#found.get(symptomIn(signature))?.letter ?? '');
    return ['✗', ...[...new Set(letters)].sort(), ...(cell.unexplained ? ['+'] : [])].join(' ');
  }
}

/** What the short forms mean. */
export const SHORT_FORMS =
  '✗ fails, with these findings (+ and more symptoms); ✓ all: survives every order; ✓ bound: every order within a bound; ✓ with a number: that many orders; ? inconclusive; - the release is not available';

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
