import { expandSpec } from '../../harness/amplify/releases/expand-spec.ts';
import type { Question } from '../../harness/checking/verdicts/judge.ts';
import { type Cell, judgeAll } from '../../harness/checking/verdicts/judge-all.ts';
import { abruptly } from '../../host/work-log.ts';
import { formatMatrix, formatMatrixJson, formatMatrixMarkdown } from '../../reports/index.ts';
import { counted } from '../../reports/text/count.ts';
import type { Matrix, MatrixCell } from '../../results/matrix.ts';
import { openConsole } from '../console.ts';
import { exitStatus, outcomeOf } from '../exit-status.ts';
import { type JudgingSettings, openJudging, questionsFor } from '../judging.ts';
import { noteCell } from '../output/cell-note.ts';
import { writeText } from '../output/write-results.ts';

export interface MatrixSettings extends JudgingSettings {
  readonly amplify: readonly string[];
}

/** The last releases of Amplify 5, and every minor version of 6. */
const DEFAULT_RELEASES = ['last10:5.3.x', 'minors:6.x'];

/** `matrix`: scenarios on releases. @returns the status that `run` returns; also 3 if a release is unavailable */
export async function matrix(names: readonly string[], settings: MatrixSettings): Promise<number> {
  const questions = await questionsFor(names, settings);
  const console = openConsole(settings);
  const { judge, fetched, published } = openJudging(settings, console, 'checks');
  try {
    const releases: string[] = [];
    for (const spec of settings.amplify.length > 0 ? settings.amplify : DEFAULT_RELEASES) {
      releases.push(
        ...(await abruptly(() => expandSpec(spec, published))).filter(
          (release) => !releases.includes(release),
        ),
      );
    }
    const rows = await judgeAll(judge, questions, releases, {
      threads: settings.workers ?? 1,
      signal: console.interrupted,
      onCell: noteCell(console, questions.length * releases.length),
    });
    console.progress.close();
    const report = toMatrix(questions, releases, rows);
    console.out(formatMatrix(report, console.style));
    console.note(`${counted(releases.length, 'release')}, ${fetched()} fetched`);
    if (settings.json) writeText(settings.json, formatMatrixJson(report));
    if (settings.markdown) writeText(settings.markdown, formatMatrixMarkdown(report));
    return statusOf(rows.flat());
  } finally {
    await judge.close();
    console.close();
  }
}

function toMatrix(
  questions: readonly Question[],
  releases: readonly string[],
  rows: readonly (readonly Cell[])[],
): Matrix {
  return {
    scenarios: questions.map(({ scenario: { name, title }, options }) => ({ name, title, options })),
    rows: rows.map((cells, index) => ({
      release: labelOf(cells) ?? releases[index] ?? '',
      cells: cells.map((cell): MatrixCell => (cell && 'result' in cell ? cell.result : cell)),
    })),
  };
}

function labelOf(cells: readonly Cell[]): string | undefined {
  const judged = cells.find((cell) => cell && 'result' in cell);
  return judged && 'result' in judged ? judged.result.amplify : undefined;
}

function statusOf(cells: readonly Cell[]): number {
  const results = cells.flatMap((cell) => (cell && 'result' in cell ? [cell.result] : []));
  return exitStatus(outcomeOf(results, cells.length));
}
