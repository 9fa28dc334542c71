import type { Subject } from '../../simulation/execution/subject.ts';
import { type ActorPart, callsMade, formatPart } from '../../simulation/scenario/program-part.ts';
import type { Attempts, Candidate } from './attempts.ts';
import { scheduleWithoutCall } from './leave-out-call.ts';

/** Something that can be left out of a program: an actor, or one call of an actor that makes several. */
interface Unit {
  /** The same as long as it is there, whatever else goes. */
  readonly name: string;
  /** What is left without it. */
  readonly rest: readonly ActorPart[];
  /** A schedule in which to try the rest; the departures of the one that there is when absent. */
  readonly schedule?: (from: Candidate) => readonly string[];
}

/**
 * Leaves out one actor after the other, then one call after the other, the last first. One that could not be left
 * out may be once another has gone.
 * @param search whether to look for another order that fails where the old one no longer does
 */
export async function leaveOut(
  whole: Subject,
  from: Candidate,
  attempts: Attempts,
  search: boolean,
): Promise<Candidate> {
  let best = from;
  const needed = new Set<string>();
  while (!attempts.spent) {
    const unit = unitsOf(whole, best.parts).find(({ name }) => !needed.has(name));
    if (!unit) break;
    const found =
      (await (unit.schedule
        ? attempts.bySchedule(unit.rest, unit.schedule(best))
        : attempts.byDeviations(unit.rest, best.deviations))) ??
      (search ? await attempts.byChance(unit.rest) : undefined);
    if (found) {
      best = found;
      needed.clear();
    } else {
      needed.add(unit.name);
    }
  }
  return best;
}

function unitsOf(whole: Subject, parts: readonly ActorPart[]): Unit[] {
  const actors: Unit[] = parts.map(({ actor }) => ({
    name: actor,
    rest: parts.filter((other) => other.actor !== actor),
  }));
  const calls = parts.flatMap((part) => callUnitsOf(whole, parts, part));
  // Nothing at all shows nothing.
  return [...(actors.length > 1 ? actors.reverse() : []), ...calls.reverse()];
}

function callUnitsOf(whole: Subject, parts: readonly ActorPart[], part: ActorPart): Unit[] {
  const program = whole.program().find(({ actor }) => actor === part.actor);
  const made = program && callsMade(program, part);
  if (!made || made.length < 2) return [];
  return made.map((call, position) => {
    const rest = { actor: part.actor, calls: made.filter((other) => other !== call) };
    return {
      name: formatPart({ actor: part.actor, calls: [call] }),
      rest: parts.map((other) => (other === part ? rest : other)),
      schedule: (from) => scheduleWithoutCall(from, part.actor, position),
    };
  });
}
