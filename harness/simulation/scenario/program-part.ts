import type { ActorProgram } from './scenario.ts';

/** The part of an actor's program that takes part in an execution. */
export interface ActorPart {
  readonly actor: string;
  /** 0-based indices of the calls that it makes, ascending; all calls if absent. */
  readonly calls?: readonly number[];
}

/** A part that cannot be parsed, or that the program does not have. */
export class ProgramPartError extends Error {
  override readonly name = 'ProgramPartError';
}

/** The whole program, as parts. */
export function wholeProgram(program: readonly ActorProgram[]): ActorPart[] {
  return program.map(({ actor }) => ({ actor }));
}

/** Indices of the calls that a part makes; undefined if the program is code, whose calls cannot be selected. */
export function callsMade(program: ActorProgram, part: ActorPart): readonly number[] | undefined {
  if ('run' in program) return undefined;
  return part.calls ?? program.calls.map((_, index) => index);
}

/**
 * The program reduced to the given parts, with its actors in the order of the program.
 * @throws {ProgramPartError} if the program has no such actor or call, or an actor is named twice
 */
export function partOfProgram(
  program: readonly ActorProgram[],
  parts: readonly ActorPart[],
): readonly ActorProgram[] {
  const wanted = new Map<string, ActorPart>();
  for (const part of parts) {
    if (!program.some(({ actor }) => actor === part.actor)) {
      const names = program.map(({ actor }) => actor).join(', ');
      throw new ProgramPartError(`it has no actor "${part.actor}"; actors: ${names}`);
    }
    if (wanted.has(part.actor)) throw new ProgramPartError(`actor "${part.actor}" is named twice`);
    wanted.set(part.actor, part);
  }
  return program.flatMap((whole) => {
    const part = wanted.get(whole.actor);
    return part ? [partOfActor(whole, part)] : [];
  });
}

function partOfActor(whole: ActorProgram, part: ActorPart): ActorProgram {
  if (!part.calls) return whole;
  const token = formatPart(part);
  if ('run' in whole) {
    throw new ProgramPartError(
      `"${token}": the program of ${whole.actor} is code, whose calls cannot be selected; expected "${whole.actor}"`,
    );
  }
  const last = whole.calls.length - 1;
  const calls = part.calls.map((index) => {
    const call = whole.calls[index];
    if (call) return call;
    throw new ProgramPartError(
      `"${token}": actor ${whole.actor} has no call ${index}, only ${last === 0 ? '0' : `0 to ${last}`}`,
    );
  });
  return { ...whole, calls };
}

/** `A`, or `A+0+2` if it makes only some of its calls. */
export function formatPart({ actor, calls = [] }: ActorPart): string {
  return [actor, ...calls].join('+');
}

/**
 * Reads what {@link formatPart} writes.
 * @throws {ProgramPartError}
 */
export function parsePart(token: string): ActorPart {
  const [actor = '', ...indices] = token.split('+');
  const calls = indices.map(Number);
  const ascending = calls.every((call, at) => call > (calls[at - 1] ?? -1));
  if (!ascending || !indices.every((index) => /^(0|[1-9]\d{0,8})$/.test(index))) {
    throw new ProgramPartError(
      `"${token}" is neither an actor, such as "A", nor an actor with the ascending indices of its calls, such as "A+0+2"`,
    );
  }
  return indices.length === 0 ? { actor } : { actor, calls };
}
