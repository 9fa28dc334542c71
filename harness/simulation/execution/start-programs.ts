import type { AuthClient } from '../../amplify/client/auth-client.ts';
import type { ActorProgram } from '../scenario/scenario.ts';
import { type Stage, startActor } from './start-actor.ts';

export interface StartOptions {
  readonly stage: Stage;
  readonly clientOf: (program: ActorProgram) => AuthClient;
  /** Called before a program of data comes to its first call. */
  readonly onData?: (actor: string) => void;
}

/**
 * Starts programs. A program that is data comes to rest at its first call at once. Code begins in a step of its own. If one
 * of the programs that make their first calls in one task is code, they all begin together, the leader first.
 */
export function startPrograms(
  programs: readonly ActorProgram[],
  { stage, clientOf, onData = () => {} }: StartOptions,
): void {
  const start = (program: ActorProgram): void => startActor(program, clientOf(program), stage);
  const begun = new Set<ActorProgram>();
  for (const program of programs) {
    if (begun.has(program)) continue;
    const group = sharingFirstTask(program, programs);
    if (group.some((member) => 'run' in member)) {
      for (const member of group) begun.add(member);
      const { actor, realm } = group[0] ?? program;
      stage.starts.add({ actor, realm, run: () => group.forEach(start) });
    } else {
      onData(program.actor);
      start(program);
    }
  }
}

/** All programs that make their first calls in one task with a program, including itself, leaders first. */
function sharingFirstTask(program: ActorProgram, programs: readonly ActorProgram[]): ActorProgram[] {
  const first = (each: ActorProgram): ActorProgram => leadersOf(each, programs).at(-1) ?? each;
  const depth = (each: ActorProgram): number => leadersOf(each, programs).length;
  return programs
    .filter((each) => first(each) === first(program))
    .toSorted((one, other) => depth(one) - depth(other));
}

/** The leader of a program, the leader of that, and so on. */
function leadersOf(program: ActorProgram, programs: readonly ActorProgram[]): ActorProgram[] {
  const leaders: ActorProgram[] = [];
  let next: ActorProgram | undefined = program;
  while (next) {
    const { sameTaskAs }: ActorProgram = next;
    next = programs.find(({ actor }) => actor === sameTaskAs);
    if (!next || next === program || leaders.includes(next)) break;
    leaders.push(next);
  }
  return leaders;
}
