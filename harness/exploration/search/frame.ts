import type { Accesses } from '../../instrumentation/access-set.ts';
import { independent } from './accesses.ts';
import type { SearchUnit } from './unit.ts';

/** A state on the path from the start to where a search is. */
export interface Frame {
  /** Steps still to be tried from here, in order. */
  readonly todo: string[];
  /** Steps that need not be tried, as what they lead to has been explored from a state before. */
  readonly sleep: Map<string, Accesses>;
  /** Steps tried, with what they accessed. */
  readonly done: Map<string, Accesses>;
  /** The step being tried. */
  chosen: string;
  /** See {@link SearchUnit.share}. */
  readonly share: number;
}

/** The state that a unit begins in, if it had been entered when the unit was made. */
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
 * What is left to try, a part for each state. The deepest first: they are the smallest and keep a queue short.
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

/** What was asleep or tried in a state, and commutes with the step that led on from there. */
export function sleepBelow({ sleep, done, chosen }: Frame): Map<string, Accesses> {
  const below = new Map<string, Accesses>();
  const taken = done.get(chosen);
  if (!taken) return below;
  for (const [id, accesses] of [...sleep, ...done]) {
    if (id !== chosen && independent(accesses, taken)) below.set(id, accesses);
  }
  return below;
}
