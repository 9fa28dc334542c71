import { MATRIX_SCHEMA, type Matrix, type MatrixReport } from '../../results/matrix.ts';
import { formatData } from '../json/json.ts';
import { isResult } from './legend.ts';

/** The matrix as data. Its results have the form that `run` writes, one for each scenario and release. */
export function formatMatrixJson({ scenarios, rows }: Matrix): string {
  return formatData({
    schema: MATRIX_SCHEMA,
    scenarios,
    releases: rows.map(({ release, cells }) => {
      const missing = cells.find((cell) => cell !== undefined && !isResult(cell));
      return missing && 'unavailable' in missing
        ? { release, unavailable: missing.unavailable }
        : { release };
    }),
    results: rows.flatMap(({ cells }) => cells.filter(isResult)),
  } satisfies MatrixReport);
}
