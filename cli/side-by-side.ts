import { CheckPool } from '../harness/checking/verdicts/check-pool.ts';
import type { CheckTask } from '../harness/checking/verdicts/check-task.ts';
import type { Result } from '../results/types.ts';
import type { Console } from './console.ts';

/**
 * Runs checks on threads. Each gives the result that it would give alone.
 * @returns results in the order of the tasks; after an interrupt, of the completed tasks only
 */
export async function checkSideBySide(
  tasks: readonly CheckTask[],
  threads: number,
  console: Console,
): Promise<Result[]> {
  const pool = new CheckPool(threads);
  const results: (Result | undefined)[] = tasks.map(() => undefined);
  const next = tasks.entries();
  let done = 0;
  const work = async (): Promise<void> => {
    for (const [index, task] of next) {
      if (console.interrupted.aborted) return;
      const { result } = await pool.check(task, console.interrupted);
      results[index] = result;
      done += 1;
      console.note(`${done} of ${tasks.length}: ${result.scenario} ${result.verdict} on ${result.amplify}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: threads }, work));
  } catch (error) {
    if (!console.interrupted.aborted) throw error;
  } finally {
    await pool.close();
  }
  return results.filter((result) => result !== undefined);
}
