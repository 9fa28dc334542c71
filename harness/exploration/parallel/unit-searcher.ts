import type { Subject } from '../../simulation/execution/subject.ts';
import { addCounts } from '../explore/add-counts.ts';
import { explore } from '../explore/explore.ts';
import { neverEnds } from '../explore/never-ends.ts';
import { SharedVisitedStates } from '../search/shared-visited-states.ts';
import { exhaustivePart } from '../strategies/exhaustive.ts';
import type { PlainSymptom, SearchTask, SearchTaskResult } from './task.ts';

/** Executions between two checks whether the task should return early. */
const SLICE = 20;

/** Continues parts of the search of a subject, in the calling thread. */
export class UnitSearcher {
  readonly #subject: Subject;
  readonly #recall: Int32Array;

  /** @param recall see `WorkerStart` */
  constructor(subject: Subject, recall: SharedArrayBuffer) {
    this.#subject = subject;
    this.#recall = new Int32Array(recall);
  }

  /** @param alone see `ExhaustiveOptions`; from a search with the same known shared locations */
  async search(task: SearchTask, alone: Set<string>): Promise<SearchTaskResult> {
    const visited = new SharedVisitedStates(task.visited);
    const inForce = new Map<string, number>();
    const lengths = new Map<number, number>();
    const symptoms: PlainSymptom[] = [];
    const endStates = new Set<string>();
    const untracked = new Set<string>();
    const totals = { executions: 0, failing: 0, complete: 0, merged: 0, blocked: 0, tooLong: 0, done: 0 };
    let uncontrolled: string | undefined;
    let foundShared: readonly string[] = [];
    let left = [...task.units];
    const isWantedBack = (): boolean =>
      totals.executions >= task.mostExecutions ||
      neverEnds(totals) ||
      (totals.executions > 0 && Atomics.load(this.#recall, 0) !== 0);

    while (left.length > 0 && foundShared.length === 0 && !isWantedBack()) {
      const [unit, ...others] = left;
      const part = exhaustivePart({ unit, visited, shared: task.shared, alone });
      let isDone = false;
      while (!isDone && !isWantedBack()) {
        const runs = Math.min(SLICE, task.mostExecutions - totals.executions);
        const explored = await explore(this.#subject, part, { runs });
        isDone = explored.ended === 'done';
        totals.executions += explored.executions;
        totals.failing += explored.failing;
        totals.complete += explored.complete;
        totals.tooLong += explored.tooLong;
        addCounts(inForce, explored.inForce);
        addCounts(lengths, explored.lengths);
        for (const { violation, schedule, facts, hits } of explored.symptoms)
          symptoms.push({ violation, schedule, facts, hits });
        uncontrolled ??= explored.uncontrolled?.what;
      }
      totals.merged += part.figures.merged;
      totals.blocked += part.figures.blocked;
      totals.done += part.figures.done;
      for (const key of part.endStates) endStates.add(key);
      for (const what of part.untracked) untracked.add(what);
      foundShared = part.foundShared;
      left = [...part.remaining(), ...others];
    }
    return {
      ...totals,
      endStates: [...endStates],
      untracked: [...untracked],
      symptoms,
      inForce: [...inForce],
      lengths: [...lengths],
      uncontrolled,
      foundShared,
      units: left,
    };
  }
}
