import type { Randomness } from '../../amplify/realm/randomness.ts';
import type { ProgramSize } from './grammar.ts';
import type { HuntedActor, HuntedProgram } from './hunted-program.ts';

/**
 * A neighbour of a program: one feature of its world or its actors is replaced by another program's. Two out of three
 * times an actor or a call changes, because there is more to vary in those.
 *
 * @param donor the program that the replacement comes from: one drawn from the grammar, or another that was kept
 */
export function mutate(
  program: HuntedProgram,
  donor: HuntedProgram,
  size: ProgramSize,
  randomness: Randomness,
): HuntedProgram {
  if (randomness.below(3) > 0) {
    return { ...program, actors: changedActors(program.actors, donor.actors, size, randomness) };
  }
  const { actors: _, ...world } = donor;
  const names = Object.keys(world) as (keyof typeof world)[];
  const name = pick(names, randomness);
  return { ...program, [name]: donor[name] };
}

function changedActors(
  actors: readonly HuntedActor[],
  donors: readonly HuntedActor[],
  size: ProgramSize,
  randomness: Randomness,
): readonly HuntedActor[] {
  const donor = pick(donors, randomness);
  const at = randomness.below(actors.length);
  const changes: (() => readonly HuntedActor[])[] = [
    () => actors.with(at, donor),
    () => actors.map((actor, index) => (index === at ? { ...actor, realm: donor.realm } : actor)),
    () => actors.map((actor, index) => (index === at ? { ...actor, calls: donor.calls } : actor)),
  ];
  if (actors.length < size.actors) changes.push(() => [...actors, donor]);
  if (actors.length > 1) changes.push(() => actors.toSpliced(at, 1));
  return pick(changes, randomness)();
}

function pick<T>(values: readonly T[], randomness: Randomness): T {
  return values[randomness.below(values.length)] as T;
}
