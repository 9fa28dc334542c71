import fc from 'fast-check';
import { PLATFORMS } from '../../amplify/realm/globals.ts';
import {
  FAULT_FAMILIES,
  HUNTED_CALLS,
  HUNTED_FAULTS,
  HUNTED_STORAGES,
  type HuntedActor,
  type HuntedCall,
  type HuntedProgram,
} from './hunted-program.ts';

/** Limits for the size of programs. */
export interface ProgramSize {
  readonly actors: number;
  readonly callsPerActor: number;
  readonly realms: number;
}

export const LARGEST: ProgramSize = { actors: 5, callsPerActor: 3, realms: 3 };

/** The size limit grows by one after this many programs. */
const PROGRAMS_A_SIZE = 40;

/** The size limit grows over time, so that the smallest races are found first. */
export function sizeAfter(programs: number): ProgramSize {
  const growth = Math.floor(programs / PROGRAMS_A_SIZE);
  return {
    actors: Math.min(LARGEST.actors, 2 + growth),
    callsPerActor: Math.min(LARGEST.callsPerActor, 1 + Math.floor(growth / 2)),
    realms: Math.min(LARGEST.realms, 2 + Math.floor(growth / 4)),
  };
}

/** Calls that apps make seldom, or that make a program slow. */
const RARE: ReadonlySet<HuntedCall> = new Set(['credentials', 'configure']);
/** How many times as often the other calls are drawn. */
const COMMON = 4;

const call: fc.Arbitrary<HuntedCall> = fc.constantFrom(
  ...(Object.keys(HUNTED_CALLS) as HuntedCall[]).flatMap((name) =>
    Array.from({ length: RARE.has(name) ? 1 : COMMON }, () => name),
  ),
);

/** Absent `absent` times as often as present. */
function seldom<T>(absent: number, present: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: absent, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: present });
}

/**
 * The grammar of programs. Every part shrinks to its first alternative, from any value that a program has. What is rare
 * in apps is drawn rarely, to leave room for the rest.
 */
export function huntedPrograms(size: ProgramSize): fc.Arbitrary<HuntedProgram> {
  const actor: fc.Arbitrary<HuntedActor> = fc.record({
    realm: fc.nat(size.realms - 1),
    calls: fc.array(call, { minLength: 1, maxLength: size.callsPerActor, size: 'max' }),
  });
  return fc.record({
    // First, so that it shrinks first: with fewer actors everything else is cheaper to try.
    actors: fc.array(actor, { minLength: 1, maxLength: size.actors, size: 'max' }),
    platform: fc.constantFrom(...PLATFORMS),
    storage: fc.constantFrom(...HUNTED_STORAGES),
    signedIn: fc.constantFrom('expired', 'expired', 'valid', 'nobody'),
    rotation: fc.constantFrom<HuntedProgram['rotation'][]>('off', 'off', 0, 10),
    boot: fc.constantFrom('finished', 'finished', 'finished', 'concurrent'),
    clock: fc.constantFrom(...Array.from({ length: 10 }, () => 'right' as const), 'ahead', 'behind'),
    realms: fc.integer({ min: 1, max: size.realms }),
    devices: fc.constantFrom(1, 1, 1, 1, 2),
    killed: seldom(2, fc.array(call, { minLength: 1, maxLength: 1 })),
    fault: seldom(2, fc.constantFrom(...HUNTED_FAULTS)),
  });
}

/** Programs that are smaller than the given one, the greatest savings first. */
export function* smallerPrograms(program: HuntedProgram): Iterable<HuntedProgram> {
  for (const { value } of huntedPrograms(LARGEST).shrink(program, undefined)) yield value;
  // For optional parts, fast-check would try only one alternative.
  const { killed, fault } = program;
  if (killed) {
    yield { ...program, killed: undefined };
    // The calls after a restart may also be made without a kill.
    yield { ...program, killed: undefined, actors: [...program.actors, { realm: 0, calls: killed }] };
  }
  if (fault) {
    yield { ...program, fault: undefined };
    const [plainest] = FAULT_FAMILIES.find((family) => family.includes(fault)) ?? [];
    if (plainest !== fault) yield { ...program, fault: plainest };
  }
}
