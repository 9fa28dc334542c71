import type { Accesses } from '../../instrumentation/access-set.ts';
import { independent } from './accesses.ts';
import type { SearchUnit } from './unit.ts';

/** A state on the path from the start to the current state of a search. */
export interface Frame {
  /** Steps still to be tried from here, in order. */
  readonly todo: string[];
  /** Steps that need not be tried, because their continuations have been explored from an earlier state. */
  readonly sleep: Map<string, Accesses>;
  /** Steps that have been tried, with their accesses. */
  readonly done: Map<string, Accesses>;
  /** The step being tried. */
  chosen: string;
  /** See {@link SearchUnit.share}. */
  readonly share: number;
}

/** The state in which a unit starts, if it had been entered when the unit was made. */
export function frameOf({ todo, sleep, share }: SearchUnit): Frame | undefined {
  const [chosen, ...rest] = todo ?? [];
  if (chosen === undefined) return undefined;
  return {
    todo: rest,
    sleep: new Map(sleep.map(([id, accesses]) => [id, new Map(accesses)])),
    done: new Map(),
    chosen,
    share,
  };
}

/**
 * The steps left to try, as one part per state. The deepest come first: they are the smallest and keep the queue short.
 * @param path of the first frame
 */
export function unitsLeft(path: readonly string[], frames: readonly Frame[]): SearchUnit[] {
  const steps = [...path];
  const units: SearchUnit[] = [];
  for (const { todo, sleep, done, chosen, share } of frames) {
    if (todo.length > 0) {
      const asleep = [...sleep, ...done].map(([id, accesses]) => [id, [...accesses]] as const);
      units.push({ path: [...steps], todo, sleep: asleep, share });
    }
    steps.push(chosen);
  }
  return units.reverse();
}

/** The sleep set below: steps that were asleep or tried in a state, and that commute with the chosen step. */
export function sleepBelow({ sleep, done, chosen }: Frame): Map<string, Accesses> {
  const below = new Map<string, Accesses>();
  const taken = done.get(chosen);
  if (!taken) return below;
  for (const [id, accesses] of [...sleep, ...done]) {
    if (id !== chosen && independent(accesses, taken)) below.set(id, accesses);
  }
  return below;
}
