import { takenIds } from '../world/occurrence-ids.ts';
import type { ActorProgram, Start } from './scenario.ts';

/** The parts of a scenario whose names begin ids. */
export interface IdNames {
  readonly realms: Readonly<Record<string, { readonly kill?: unknown } | null | undefined>>;
  readonly devices: Readonly<Record<string, unknown>>;
  readonly users: readonly unknown[];
}

/** The beginnings of the ids of all steps that belong to no actor. */
function idsOfOthers({ realms, devices, users }: IdNames): Set<string> {
  return takenIds({
    realms: Object.keys(realms),
    devices: Object.keys(devices),
    users: users.map((_, index) => userWord(index)),
  });
}

/** The actors of restarted realms. */
function actorsAgain({ realms }: IdNames): string[] {
  return Object.keys(realms)
    .filter((realm) => realms[realm]?.kill)
    .map(actorAgain);
}

/** Names that no actor of a program may have, because ids of other steps begin with them. */
export function namesNotForActors(names: IdNames): Set<string> {
  return new Set([...idsOfOthers(names), ...actorsAgain(names)]);
}

/** The realms that cannot be restarted, because the ids of their new steps would equal those of others. */
export function realmsNotToDie(names: IdNames): string[] {
  const taken = idsOfOthers(names);
  return Object.keys(names.realms).filter(
    (realm) => names.realms[realm]?.kill && taken.has(actorAgain(realm)),
  );
}

/** The public name of a user, which reveals no secret. @param index among the users of the scenario */
export function userWord(index: number): string {
  return `user${index + 1}`;
}

/** The actor that makes the calls of a restarted realm. */
export function actorAgain(realm: string): string {
  return `${realm}-again`;
}

/**
 * Where the ids of what a realm issues as it boots begin: with its name, unless they would be those of an actor or of
 * something that goes wrong.
 */
export function bootPhaseOf(realm: string, start: Start, actors: readonly ActorProgram[]): string {
  const isTaken = namesNotForActors(start).has(realm) || actors.some(({ actor }) => actor === realm);
  return isTaken ? `boot of ${realm}` : realm;
}
